/** What columns are called in exports, in several languages: the evidence of names. Names come normalised: `open_dt` is `open dt`. */
import type { RecordType } from '../../events/record-types.ts';

/** What the values of a field must look like for a column to be taken for it. */
export type Looks = 'date' | 'amount' | 'flag' | 'label' | 'text' | 'id' | 'email' | 'state' | 'score';

export interface FieldWords {
  field: string;
  looks: Looks;
  /** Names that mean this field and hardly anything else. */
  sure: RegExp;
  /** Names that may mean it: proposed, but marked. */
  maybe?: RegExp;
  /** Names that speak of something else, though a word fits. */
  not?: RegExp;
  /** Telling for the type of the record: how much. */
  weight?: number;
}

const words = (text: string) => new RegExp(`(?:^| )(?:${text})(?: |$)`);

const dimensions = (facet: string): FieldWords[] => [
  {
    field: `${facet}.site`,
    looks: 'label',
    sure: words(
      'site|plant|werk|standort|warehouse|lager|branch|filiale|magasin|tienda|negozio|loja|winkel|depot|usine|entrepot|planta|sede|stabilimento|vestiging|agency|store',
    ),
    maybe: words('location|department|office|facility'),
  },
  {
    field: `${facet}.product`,
    looks: 'label',
    sure: words(
      'product|product name|product family|produkt|artikel|article|produit|producto|produto|prodotto|item name|model|sku',
    ),
    maybe: words('item|material|part'),
  },
  {
    field: `${facet}.carrier`,
    looks: 'label',
    sure: words(
      '(?:unique )?carrier(?: (?:name|code))?|spediteur|spedition|transporteur|transportista|transportadora|corriere|vettore|vervoerder|przewoznik|shipper|shipping company|courier',
    ),
    weight: 1,
  },
  {
    field: `${facet}.region`,
    looks: 'label',
    sure: words(
      'region|borough|neighborhood|neighbourhood|district|state|province|provinz|bundesland|departement|provincia|regiao|regione|county',
    ),
    maybe: words('city|town|ort|stadt|ville|ciudad|cidade|citta|country|land|pays|pais'),
  },
  {
    field: `${facet}.segment`,
    looks: 'label',
    sure: words('segment|customer segment|kundensegment|customer (?:type|group)|kundengruppe'),
  },
  { field: `${facet}.keyAccount`, looks: 'label', sure: words('key account|schlusselkunde|grand compte') },
  {
    field: `${facet}.channel`,
    looks: 'label',
    sure: words('channel|(?:open data )?channel type|kanal|vertriebskanal|canal|canale|kanaal|medium'),
    maybe: words('source|submitted via|origin channel'),
  },
];

const customer = (facet: string): FieldWords[] => [
  {
    field: `${facet}.customer.id`,
    looks: 'id',
    sure: words(
      'customer (?:id|no|nr|number|key)|kunden ?(?:nr|nummer|id)|client id|id client|cliente id|id cliente|klantnummer|account (?:id|no|number)',
    ),
  },
  {
    field: `${facet}.customer.name`,
    looks: 'text',
    sure: words('customer name|kundenname|nom (?:du )?client|nombre (?:del )?cliente|nome (?:do )?cliente|customer'),
  },
  {
    field: `${facet}.customer.email`,
    looks: 'email',
    sure: words('e ?mail|email address|customer e ?mail|mail|correo|courriel'),
  },
  {
    field: `${facet}.customer.phone`,
    looks: 'text',
    sure: words('(?:tele)?phone(?: number)?|telefon(?:nummer)?|telefono|telefone|mobile|handy'),
  },
];

const when = '(?: (?:date|time|at|on|dt|datetime|timestamp|datum|tag))*';
/** A date's name: `open dt`, `date opened`, `opened at`. */
const dated = (text: string) =>
  new RegExp(
    `^(?:(?:date|datum|fecha|data|time) (?:of |de |du |der |da )?)?(?:[a-z]+ ){0,2}(?:${text})(?: [a-z]+){0,2}${when}$`,
  );

export const fieldWords: Record<RecordType, FieldWords[]> = {
  delivery: [
    {
      field: 'promise.requested',
      looks: 'date',
      sure: dated('requested|wunsch(?:termin)?|gewunscht|desired|souhaitee?|solicitada'),
      weight: 2,
    },
    {
      field: 'promise.first',
      looks: 'date',
      sure: dated(
        'promised?|zugesagt(?:e?r?)?|zusage(?:termin)?|promesse|promise|prometida|prometido|committed|confirmed|bestatigt|liefertermin|scheduled|planned|estimated|expected|eta|due|prevue|prevista|toegezegd|target',
      ),
      not: /pick ?up|payment|invoice/,
      weight: 3,
    },
    {
      field: 'promise.latest',
      looks: 'date',
      sure: dated('(?:re|newly |last )(?:scheduled|promised|confirmed)|latest (?:promise|commitment|eta)|revised'),
      weight: 1,
    },
    {
      field: 'progress.deliveredAt',
      looks: 'date',
      sure: dated(
        'delivered(?: (?:to )?customer)?|geliefert|zugestellt|ausgeliefert|livree?|livraison|entregad[oa]|entrega real|consegnat[oa]|geleverd|dostarczono|arrival|arrived|received by customer|proof of delivery|pod|actual delivery',
      ),
      not: /carrier|estimat|plan|expect|promis|handed|spediteur|target|window/,
      weight: 4,
    },
    {
      field: 'progress.state',
      looks: 'state',
      sure: words('order status|delivery status|shipment status|lieferstatus|statut|status|state|estado|stato|zustand'),
      weight: 0,
    },
    {
      field: 'promise.cancelled',
      looks: 'flag',
      sure: words('cancel(?:l)?ed|storniert|annulee?|cancelad[oa]|annullato|geannuleerd|anulowano'),
      weight: 1,
    },
    {
      field: 'progress.damaged',
      looks: 'flag',
      sure: words('damaged|beschadigt|endommagee?|danad[oa]|danificad[oa]|danneggiato|beschadigd'),
      weight: 1,
    },
    ...dimensions('about'),
    ...customer('about'),
  ],
  inspection: [
    {
      field: 'result.inspectedAt',
      looks: 'date',
      sure: dated(
        'inspected|inspection|inspektion|gepruft|pruf(?:ung|datum)?|test(?:ed)?|checked|controle|inspeccion|ispezione|measured',
      ),
      weight: 2,
    },
    {
      field: 'result.inspected',
      looks: 'amount',
      sure: words(
        'inspected|(?:qty|quantity|units|pieces) inspected|inspected (?:qty|quantity|units)|gepruft|gepruefte? menge|prufmenge|controlees?|inspeccionad[oa]s|ispezionati|lot size|sample size|losgrosse',
      ),
      weight: 3,
    },
    {
      field: 'result.rejected',
      looks: 'amount',
      sure: words(
        'rejected|rejects?|(?:qty|quantity|units|pieces) rejected|rejected (?:qty|quantity|units)|ausschuss|fehlteile|rebuts?|rechazad[oa]s|rejeitad[oa]s|scarti|afgekeurd|failed|nok|scrap',
      ),
      weight: 4,
    },
    {
      field: 'result.reworked',
      looks: 'amount',
      sure: words('reworked|rework|nacharbeit|retouches?|retrabajad[oa]s|retrabalho'),
      weight: 3,
    },
    {
      field: 'result.defects',
      looks: 'amount',
      sure: words('defects?|defect count|fehler(?:anzahl)?|defauts|defectos|defeitos|difetti|defecten'),
      weight: 3,
    },
    { field: 'result.opportunities', looks: 'amount', sure: words('opportunities'), weight: 2 },
    {
      field: 'result.step',
      looks: 'label',
      sure: words('process step|step|operation|arbeitsgang|prozessschritt|etape|paso|etapa|fase|station'),
      weight: 1,
    },
    ...dimensions('result').filter(({ field }) => !field.endsWith('carrier')),
  ],
  complaint: [
    {
      field: 'received.receivedAt',
      looks: 'date',
      sure: dated(
        'received|created?|open(?:ed)?|eingang(?:en)?|eingegangen|erfasst|recue?|reception|recibid[oa]|recebid[oa]|ricevut[oa]|ontvangen|reported|logged|submitted|complaint',
      ),
      not: /updat|modif|clos|resol/,
      weight: 1,
    },
    {
      field: 'received.dueAt',
      looks: 'date',
      sure: dated('due|target|deadline|fallig|frist|zieltermin|echeance|vencimiento|vencimento|prazo|scadenza|sla'),
      weight: 2,
    },
    {
      field: 'received.category',
      looks: 'label',
      sure: words(
        'complaint (?:type|category|reason)|category|kategorie|categorie|categoria|reklamationsgrund|beschwerdegrund|issue|issue type|motif',
      ),
      maybe: words('reason|grund|type|typ|art|descriptor|topic|subject|case title|motivo|tipo'),
      weight: 2,
    },
    {
      field: 'received.severity',
      looks: 'label',
      sure: words('severity|schwere|gravite|gravedad|gravidade|priority|prioritat|priorite|prioridad|prioridade'),
    },
    {
      field: 'received.text',
      looks: 'text',
      sure: words(
        'complaint (?:text|description|narrative)|consumer complaint narrative|narrative|beschwerdetext|description of complaint|message|comment|reclamation',
      ),
      maybe: words('description|beschreibung|text|details'),
      weight: 1.5,
    },
    {
      field: 'handling.state',
      looks: 'state',
      sure: words('case status|complaint status|ticket status|status|state|statut|estado|stato'),
      weight: 1,
    },
    {
      field: 'handling.acknowledgedAt',
      looks: 'date',
      sure: dated('acknowledged|acknowledgement|first response|bestatigt|accuse'),
      weight: 2,
    },
    {
      field: 'handling.resolvedAt',
      looks: 'date',
      sure: dated('resolved|resolution|gelost|erledigt|resolue?|resuelt[oa]|resolvid[oa]|risolt[oa]|opgelost'),
      not: /updat|modif|action/,
      weight: 2,
    },
    {
      field: 'handling.closedAt',
      looks: 'date',
      sure: dated(
        'closed?|closing|closure|geschlossen|abgeschlossen|abschluss|cloture|cerrad[oa]|fechad[oa]|chius[oa]|gesloten|zamknieto',
      ),
      weight: 3,
    },
    ...dimensions('about'),
    ...customer('about'),
  ],
  response: [
    {
      field: 'answer.answeredAt',
      looks: 'date',
      sure: dated(
        'answer(?:ed)?|respon(?:se|ded)|submitted|completed|beantwortet|antwort|repondu|reponse|respuesta|resposta|risposta',
      ),
      maybe: dated('review|survey|created?|creation'),
      weight: 2,
    },
    {
      field: 'answer.survey',
      looks: 'label',
      sure: words('survey(?: name| id)?|umfrage|enquete|encuesta|pesquisa|sondaggio|form(?: name)?'),
      weight: 2,
    },
    {
      field: 'answer.nps',
      looks: 'score',
      sure: words(
        'nps(?: score)?|likelihood to recommend|recommend|weiterempfehlung(?:sbereitschaft)?|recommandation|recomendacion|recomendacao',
      ),
      maybe: words('score|rating'),
      weight: 4,
    },
    {
      field: 'answer.csat',
      looks: 'score',
      sure: words(
        'csat(?: score)?|satisfaction|zufriedenheit|satisfaccion|satisfacao|soddisfazione|stars?|sterne|etoiles|(?:review|star) (?:score|rating)',
      ),
      maybe: words('rating|score|note|bewertung|calificacion|nota|voto'),
      weight: 4,
    },
    {
      field: 'answer.ces',
      looks: 'score',
      sure: words('ces(?: score)?|effort|aufwand|ease|esfuerzo|esforco|sforzo'),
      weight: 4,
    },
    {
      field: 'answer.text',
      looks: 'text',
      sure: words(
        'comments?|(?:review )?comment message|kommentar|commentaire|comentario|commento|feedback|verbatim|review text|free text|freitext|remarks?|opmerking',
      ),
      weight: 2,
    },
    { field: 'answer.language', looks: 'label', sure: words('language|sprache|langue|idioma|lingua|taal|locale') },
    {
      field: 'answer.delivery',
      looks: 'id',
      sure: words(
        'order (?:id|no|nr|number)|delivery (?:id|no|nr|number)|shipment (?:id|no|number)|auftrags?(?:nr|nummer)|bestell(?:nr|nummer)|commande|pedido',
      ),
    },
    { field: 'answer.onTime', looks: 'flag', sure: words('on ?time|punktlich|a l heure|puntual') },
    ...dimensions('answer'),
    ...customer('answer'),
  ],
};

/** Dates that say when a row was written or changed last: which of two versions is the newer one. */
export const updatedName = dated(
  'updated|modified|changed|last change|geandert|aktualisiert|mise a jour|modifie|actualizad[oa]|atualizad[oa]|aggiornat[oa]|bijgewerkt',
);
/** Dates that say when something began: known for every row. */
export const beganName = dated(
  'created?|creation|opened?|order(?:ed)?|purchased?|placed|bestell(?:t|ung)?|commande|pedido|compra|angelegt|erfasst|registered',
);

/** A header as the lexicon knows it: words in lower case, without marks on letters, apart. */
export const normaliseName = (name: string): string =>
  name
    .replace(/ß/g, 'ss')
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();

/** Names of an id: `case enquiry id`, `Unique Key`, `Auftrag Nr`. */
export const namesId = (name: string): boolean =>
  /(?:^| )(?:id|key|uuid|guid|nr|no|number|num|nummer|numero|code|ref|reference|referenz|ticket|lot|serial|order|auftrag|commande|pedido|claim|case)(?: |$)/.test(
    normaliseName(name),
  ) || /[a-z]id$/.test(name);
