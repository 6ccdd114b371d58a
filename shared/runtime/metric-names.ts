/** Names of the metrics that functions emit and that alarms and the dashboard read: written here only. */
export const metricNames = {
  /** receive, intake: events that passed and are on the queue. */
  eventsAccepted: 'EventsAccepted',
  /** receive, intake: events that were refused; they are on the queue as rejects. */
  eventsRejected: 'EventsRejected',
  /** store: facets that replaced an older one. */
  facetsStored: 'FacetsStored',
  /** store: two bodies for one facet and one instant. */
  facetConflicts: 'FacetConflicts',
  /** fold: stream records that were folded. */
  recordsFolded: 'RecordsFolded',
  /** fold: stream records that could not be folded and were put aside. */
  recordsSetAside: 'RecordsSetAside',
  /** fold: a record came below the highest one seen and was never applied: rows may be short. */
  foldGap: 'FoldGap',
  /** evaluate, sweep: alerts that moved. */
  alertsMoved: 'AlertsMoved',
  /** evaluate, sweep: an objective that could not be judged: it is wrong, or its evaluation failed. */
  objectiveFailed: 'ObjectiveFailed',
  /** evaluate, sweep: people whom an objective names, but nobody configured: they are not told. */
  peopleUnknown: 'PeopleUnknown',
  /** notify, sweep: mails that SES took. */
  noticeSent: 'NoticeSent',
  /** notify, sweep, track: mails that failed for good, or may have: a person may not know. */
  noticeFailed: 'NoticeFailed',
  /** audit: what it found wrong with the pipeline. */
  auditFindings: 'AuditFindings',
  /** audit: runs that came to their end. */
  auditHeartbeat: 'AuditHeartbeat',
  /** track: mails that arrived. */
  mailDelivered: 'MailDelivered',
  /** track: events of mails that no notice owed. */
  mailEventIgnored: 'MailEventIgnored',
  /** digest: digests that were written, each with the notice that owes its mail. */
  digestsWritten: 'DigestsWritten',
  /** outreach: customers who were invited to a survey; reminders are none. */
  invitationsSent: 'InvitationsSent',
  /** outreach: changed records that could not be followed up and were given up. */
  outreachGivenUp: 'OutreachGivenUp',
} as const;
