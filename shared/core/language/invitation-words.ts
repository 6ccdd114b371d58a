/** What mails say that invite a customer to a survey. A language that lacks a word does not compile. */
import type { Language } from './languages.ts';

export interface InvitationWords {
  /** `{name}` is the customer's. */
  hello: string;
  helloAll: string;
  /** Where the survey has no introduction of its own. */
  asked: string;
  reminder: string;
  /** `{title}` is the survey's. */
  reminderSubject: string;
  /** `{delivery}` is the number that the company knows it by. */
  delivery: string;
  choose: string;
  answer: string;
  /** Before the addresses of the single scores, in plain text. */
  orChoose: string;
  /** `{date}` is the last day. */
  until: string;
  /** `{company}` is its name. */
  why: string;
  whyUs: string;
  stop: string;
}

export const invitationWords: Record<Language, InvitationWords> = {
  en: {
    hello: 'Hello {name},',
    helloAll: 'Hello,',
    asked: 'Your delivery has arrived. Would you tell us how it went?',
    reminder:
      'A few days ago we asked for your opinion, and we would still like to hear it. We will not remind you again.',
    reminderSubject: 'Reminder: {title}',
    delivery: 'Your delivery: {delivery}',
    choose: 'Choose a number: a page opens where you can change it, add to it and send it.',
    answer: 'Open the survey',
    orChoose: 'Or choose a number at once:',
    until: 'You can answer until {date}.',
    why: '{company} sends you this message because a delivery reached you.',
    whyUs: 'You get this message because a delivery of ours reached you.',
    stop: 'No more invitations',
  },
  de: {
    hello: 'Guten Tag {name},',
    helloAll: 'Guten Tag,',
    asked: 'Ihre Lieferung ist angekommen. Würden Sie uns sagen, wie es gelaufen ist?',
    reminder:
      'Vor einigen Tagen haben wir Sie nach Ihrer Meinung gefragt, und sie interessiert uns noch immer. Wir erinnern Sie nur dieses eine Mal.',
    reminderSubject: 'Erinnerung: {title}',
    delivery: 'Ihre Lieferung: {delivery}',
    choose: 'Wählen Sie eine Zahl: Es öffnet sich eine Seite, auf der Sie sie ändern, ergänzen und absenden können.',
    answer: 'Zur Umfrage',
    orChoose: 'Oder wählen Sie gleich eine Zahl:',
    until: 'Sie können bis zum {date} antworten.',
    why: '{company} sendet Ihnen diese Nachricht, weil Sie eine Lieferung erhalten haben.',
    whyUs: 'Sie erhalten diese Nachricht, weil Sie eine Lieferung von uns bekommen haben.',
    stop: 'Keine Einladungen mehr',
  },
  fr: {
    hello: 'Bonjour {name},',
    helloAll: 'Bonjour,',
    asked: 'Votre livraison est arrivée. Pouvez-vous nous dire comment elle s’est passée ?',
    reminder:
      'Il y a quelques jours, nous vous avons demandé votre avis, et il nous intéresse toujours. Nous ne vous relancerons plus.',
    reminderSubject: 'Rappel : {title}',
    delivery: 'Votre livraison : {delivery}',
    choose: 'Choisissez une note : une page s’ouvre où vous pouvez la modifier, la commenter et l’envoyer.',
    answer: 'Répondre à l’enquête',
    orChoose: 'Ou choisissez directement une note :',
    until: 'Vous pouvez répondre jusqu’au {date}.',
    why: '{company} vous envoie ce message parce que vous avez reçu une livraison.',
    whyUs: 'Nous vous envoyons ce message parce que vous avez reçu une de nos livraisons.',
    stop: 'Ne plus recevoir d’invitations',
  },
  es: {
    hello: 'Hola, {name}:',
    helloAll: 'Hola:',
    asked: 'Su envío ha llegado. ¿Nos cuenta cómo ha ido?',
    reminder: 'Hace unos días le pedimos su opinión y nos sigue interesando. No volveremos a recordárselo.',
    reminderSubject: 'Recordatorio: {title}',
    delivery: 'Su envío: {delivery}',
    choose: 'Elija un número: se abrirá una página donde puede cambiarlo, comentarlo y enviarlo.',
    answer: 'Abrir la encuesta',
    orChoose: 'O elija directamente un número:',
    until: 'Puede responder hasta el {date}.',
    why: '{company} le envía este mensaje porque ha recibido un envío.',
    whyUs: 'Recibe este mensaje porque le ha llegado un envío nuestro.',
    stop: 'No recibir más invitaciones',
  },
  it: {
    hello: 'Buongiorno {name},',
    helloAll: 'Buongiorno,',
    asked: 'La sua spedizione è arrivata. Può dirci com’è andata?',
    reminder:
      'Qualche giorno fa le abbiamo chiesto la sua opinione, che ci interessa ancora. Non invieremo altri promemoria.',
    reminderSubject: 'Promemoria: {title}',
    delivery: 'La sua spedizione: {delivery}',
    choose: 'Scelga un numero: si apre una pagina in cui può modificarlo, commentarlo e inviarlo.',
    answer: 'Apri il sondaggio',
    orChoose: 'Oppure scelga subito un numero:',
    until: 'Ultimo giorno per rispondere: {date}.',
    why: '{company} le invia questo messaggio perché ha ricevuto una spedizione.',
    whyUs: 'Le inviamo questo messaggio perché ha ricevuto una nostra spedizione.',
    stop: 'Non ricevere più inviti',
  },
  pt: {
    hello: 'Olá, {name}.',
    helloAll: 'Olá.',
    asked: 'A sua encomenda chegou. Pode contar-nos como foi?',
    reminder: 'Há alguns dias pedimos a sua opinião, e ela continua a interessar-nos. Não enviaremos outro lembrete.',
    reminderSubject: 'Lembrete: {title}',
    delivery: 'A sua encomenda: {delivery}',
    choose: 'Escolha um número: abre-se uma página onde o pode alterar, comentar e enviar.',
    answer: 'Abrir o questionário',
    orChoose: 'Ou escolha já um número:',
    until: 'Pode responder até {date}.',
    why: '{company} envia-lhe esta mensagem porque recebeu uma encomenda.',
    whyUs: 'Enviamos-lhe esta mensagem porque recebeu uma encomenda nossa.',
    stop: 'Não receber mais convites',
  },
  nl: {
    hello: 'Beste {name},',
    helloAll: 'Goedendag,',
    asked: 'Uw bestelling is bezorgd. Wilt u ons vertellen hoe het ging?',
    reminder:
      'Een paar dagen geleden vroegen we naar uw mening, en die horen we nog steeds graag. We herinneren u er niet nog eens aan.',
    reminderSubject: 'Herinnering: {title}',
    delivery: 'Uw bestelling: {delivery}',
    choose: 'Kies een cijfer: er opent een pagina waar u het kunt wijzigen, aanvullen en versturen.',
    answer: 'Naar de enquête',
    orChoose: 'Of kies meteen een cijfer:',
    until: 'U kunt antwoorden tot en met {date}.',
    why: '{company} stuurt u dit bericht omdat er een bestelling bij u is bezorgd.',
    whyUs: 'U krijgt dit bericht omdat wij een bestelling bij u hebben bezorgd.',
    stop: 'Geen uitnodigingen meer',
  },
  pl: {
    hello: 'Dzień dobry, {name},',
    helloAll: 'Dzień dobry,',
    asked: 'Państwa przesyłka dotarła. Czy mogą nam Państwo powiedzieć, jak poszło?',
    reminder: 'Kilka dni temu prosiliśmy o opinię i nadal chętnie ją poznamy. Nie wyślemy kolejnego przypomnienia.',
    reminderSubject: 'Przypomnienie: {title}',
    delivery: 'Państwa przesyłka: {delivery}',
    choose: 'Prosimy wybrać liczbę: otworzy się strona, na której można ją zmienić, uzupełnić i wysłać.',
    answer: 'Otwórz ankietę',
    orChoose: 'Albo od razu wybrać liczbę:',
    until: 'Odpowiedzieć można do {date}.',
    why: '{company} wysyła tę wiadomość, ponieważ dotarła do Państwa przesyłka.',
    whyUs: 'Ta wiadomość przyszła, ponieważ dotarła do Państwa nasza przesyłka.',
    stop: 'Nie chcę więcej zaproszeń',
  },
  ar: {
    hello: 'مرحبًا {name}،',
    helloAll: 'مرحبًا،',
    asked: 'لقد وصلت شحنتك. هل تخبرنا كيف كان التوصيل؟',
    reminder: 'طلبنا رأيك قبل بضعة أيام، وما زال يهمنا أن نعرفه. لن نذكّرك مرة أخرى.',
    reminderSubject: 'تذكير: {title}',
    delivery: 'شحنتك: {delivery}',
    choose: 'اختر رقمًا: ستُفتح صفحة يمكنك فيها تغييره وإضافة تعليق عليه ثم إرساله.',
    answer: 'فتح الاستطلاع',
    orChoose: 'أو اختر رقمًا مباشرة:',
    until: 'يمكنك الإجابة حتى {date}.',
    why: 'ترسل إليك {company} هذه الرسالة لأنك استلمت شحنة.',
    whyUs: 'تصلك هذه الرسالة لأنك استلمت شحنة منّا.',
    stop: 'إيقاف الدعوات',
  },
  he: {
    hello: 'שלום {name},',
    helloAll: 'שלום,',
    asked: 'המשלוח שלך הגיע. נשמח לשמוע איך היה.',
    reminder: 'לפני כמה ימים ביקשנו את דעתך, ועדיין נשמח לשמוע אותה. לא נשלח תזכורת נוספת.',
    reminderSubject: 'תזכורת: {title}',
    delivery: 'המשלוח שלך: {delivery}',
    choose: 'בחירת מספר פותחת דף שבו אפשר לשנות אותו, להוסיף הערה ולשלוח.',
    answer: 'למעבר לסקר',
    orChoose: 'או לבחור מספר מיד:',
    until: 'אפשר לענות עד {date}.',
    why: 'הודעה זו נשלחה אליך מאת {company} כי הגיע אליך משלוח.',
    whyUs: 'הודעה זו נשלחה אליך כי הגיע אליך משלוח מאיתנו.',
    stop: 'הפסקת ההזמנות לסקרים',
  },
};
