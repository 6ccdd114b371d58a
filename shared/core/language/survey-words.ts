/** The words of surveys by language. */
import type { Language } from './languages.ts';
import { ar } from './survey/ar.ts';
import { de } from './survey/de.ts';
import { en } from './survey/en.ts';
import { es } from './survey/es.ts';
import { fr } from './survey/fr.ts';
import { he } from './survey/he.ts';
import { it } from './survey/it.ts';
import { nl } from './survey/nl.ts';
import { pl } from './survey/pl.ts';
import { pt } from './survey/pt.ts';
import type { SurveyWords } from './survey/words.ts';

export const surveyWords: Record<Language, SurveyWords> = { en, de, fr, es, it, pt, nl, pl, ar, he };
