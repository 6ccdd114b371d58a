/** The words of complaints by language. */

import { ar } from './complaint/ar.ts';
import { de } from './complaint/de.ts';
import { en } from './complaint/en.ts';
import { es } from './complaint/es.ts';
import { fr } from './complaint/fr.ts';
import { he } from './complaint/he.ts';
import { it } from './complaint/it.ts';
import { nl } from './complaint/nl.ts';
import { pl } from './complaint/pl.ts';
import { pt } from './complaint/pt.ts';
import type { ComplaintWords } from './complaint/words.ts';
import type { Language } from './languages.ts';

export const complaintWords: Record<Language, ComplaintWords> = { en, de, fr, es, it, pt, nl, pl, ar, he };
