/** What a person may be to Hoshin, apart from the person's schema: alerts name roles and parse nobody. */
export const roles = ['top-management', 'quality-manager', 'administrator'] as const;
