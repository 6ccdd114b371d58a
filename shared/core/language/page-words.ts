/** What every page for customers says around its own words: fields, errors, refusals. A language that lacks one does not compile. */
import type { Language } from './languages.ts';

/** A page that only says something. */
export interface Saying {
  title: string;
  text: string;
}

export interface PageWords {
  /** Above the list of what is wrong with a form. */
  problem: string;
  /** Before what is wrong with one field. */
  error: string;
  /** Behind the name of a field that may be left out. */
  optional: string;
  /** In a list before anything is chosen. */
  choose: string;
  /** Before the languages that a page comes in. */
  language: string;
  /** `{most}` is the most characters. */
  tooLong: string;
  /** The form was open for more than a day, or its token is not ours: it stands there again, as it was filled in. */
  sendAgain: string;
  /** What was sent could not be kept just now; the form stands there again. */
  notKept: string;
  notALink: Saying;
  noSuchPage: Saying;
  notAForm: Saying;
  tooLarge: Saying;
  failed: Saying;
}

export const pageWords: Record<Language, PageWords> = {
  en: {
    problem: 'Please check what you entered',
    error: 'Error:',
    optional: 'optional',
    choose: 'Choose …',
    language: 'Language',
    tooLong: 'Shorten this to {most} characters.',
    sendAgain: 'This page was open for a long time. What you entered is still here: please send it again.',
    notKept: 'Your entry could not be saved just now. It is still here: please send it again in a moment.',
    notALink: {
      title: 'This link does not work',
      text: 'Part of the address was probably lost. Open the message again and use the link there.',
    },
    noSuchPage: { title: 'There is nothing here', text: 'Please check the address.' },
    notAForm: { title: 'That did not work', text: 'Please open the page again and fill in the form there.' },
    tooLarge: { title: 'That is too much text', text: 'Please go back, shorten what you wrote and send it again.' },
    failed: {
      title: 'Something went wrong',
      text: 'The fault is ours. Please go back and try again in a few minutes.',
    },
  },
  de: {
    problem: 'Bitte prüfen Sie Ihre Eingaben',
    error: 'Fehler:',
    optional: 'freiwillig',
    choose: 'Bitte wählen …',
    language: 'Sprache',
    tooLong: 'Bitte kürzen Sie auf {most} Zeichen.',
    sendAgain: 'Diese Seite war lange offen. Ihre Eingaben sind noch da: Bitte senden Sie sie noch einmal ab.',
    notKept:
      'Ihre Eingaben konnten gerade nicht gespeichert werden. Sie sind noch da: Bitte senden Sie sie gleich noch einmal ab.',
    notALink: {
      title: 'Dieser Link funktioniert nicht',
      text: 'Vermutlich ging ein Teil der Adresse verloren. Öffnen Sie die Nachricht noch einmal und benutzen Sie den Link darin.',
    },
    noSuchPage: { title: 'Hier ist nichts', text: 'Bitte prüfen Sie die Adresse.' },
    notAForm: {
      title: 'Das hat nicht geklappt',
      text: 'Bitte öffnen Sie die Seite noch einmal und füllen Sie das Formular dort aus.',
    },
    tooLarge: {
      title: 'Das ist zu viel Text',
      text: 'Bitte gehen Sie zurück, kürzen Sie Ihren Text und senden Sie ihn noch einmal ab.',
    },
    failed: {
      title: 'Da ist etwas schiefgegangen',
      text: 'Der Fehler liegt bei uns. Bitte gehen Sie zurück und versuchen Sie es in ein paar Minuten noch einmal.',
    },
  },
  fr: {
    problem: 'Veuillez vérifier votre saisie',
    error: 'Erreur :',
    optional: 'facultatif',
    choose: 'Choisir…',
    language: 'Langue',
    tooLong: 'Raccourcissez ce texte à {most} caractères.',
    sendAgain: 'Cette page est restée longtemps ouverte. Votre saisie est toujours là : veuillez l’envoyer à nouveau.',
    notKept:
      'Votre saisie n’a pas pu être enregistrée. Elle est toujours là : veuillez l’envoyer à nouveau dans un instant.',
    notALink: {
      title: 'Ce lien ne fonctionne pas',
      text: 'Une partie de l’adresse a sans doute été perdue. Ouvrez à nouveau le message et utilisez le lien qu’il contient.',
    },
    noSuchPage: { title: 'Il n’y a rien ici', text: 'Veuillez vérifier l’adresse.' },
    notAForm: {
      title: 'Cela n’a pas fonctionné',
      text: 'Veuillez ouvrir à nouveau la page et remplir le formulaire.',
    },
    tooLarge: {
      title: 'Ce texte est trop long',
      text: 'Veuillez revenir en arrière, raccourcir votre texte et l’envoyer à nouveau.',
    },
    failed: {
      title: 'Une erreur s’est produite',
      text: 'Elle vient de nous. Veuillez revenir en arrière et réessayer dans quelques minutes.',
    },
  },
  es: {
    problem: 'Revise lo que ha escrito, por favor',
    error: 'Error:',
    optional: 'opcional',
    choose: 'Elegir…',
    language: 'Idioma',
    tooLong: 'Acorte este texto a {most} caracteres.',
    sendAgain: 'Esta página estuvo abierta mucho tiempo. Lo que escribió sigue aquí: envíelo de nuevo, por favor.',
    notKept:
      'En este momento no se ha podido guardar lo que escribió. Sigue aquí: envíelo de nuevo en un momento, por favor.',
    notALink: {
      title: 'Este enlace no funciona',
      text: 'Probablemente se perdió una parte de la dirección. Abra de nuevo el mensaje y use el enlace que contiene.',
    },
    noSuchPage: { title: 'Aquí no hay nada', text: 'Compruebe la dirección, por favor.' },
    notAForm: { title: 'No ha funcionado', text: 'Abra de nuevo la página y rellene el formulario, por favor.' },
    tooLarge: { title: 'El texto es demasiado largo', text: 'Vuelva atrás, acorte el texto y envíelo de nuevo.' },
    failed: {
      title: 'Algo ha fallado',
      text: 'El error es nuestro. Vuelva atrás e inténtelo de nuevo en unos minutos.',
    },
  },
  it: {
    problem: 'Controlli quello che ha inserito',
    error: 'Errore:',
    optional: 'facoltativo',
    choose: 'Scegliere…',
    language: 'Lingua',
    tooLong: 'Accorci il testo a {most} caratteri.',
    sendAgain: 'Questa pagina è rimasta aperta a lungo. Quello che ha inserito è ancora qui: lo invii di nuovo.',
    notKept:
      'In questo momento non è stato possibile salvare i dati. Sono ancora qui: li invii di nuovo tra un attimo.',
    notALink: {
      title: 'Questo link non funziona',
      text: 'Probabilmente una parte dell’indirizzo è andata persa. Apra di nuovo il messaggio e usi il link che contiene.',
    },
    noSuchPage: { title: 'Qui non c’è nulla', text: 'Controlli l’indirizzo.' },
    notAForm: { title: 'Non ha funzionato', text: 'Apra di nuovo la pagina e compili il modulo.' },
    tooLarge: { title: 'Il testo è troppo lungo', text: 'Torni indietro, accorci il testo e lo invii di nuovo.' },
    failed: {
      title: 'Qualcosa è andato storto',
      text: 'L’errore è nostro. Torni indietro e riprovi tra qualche minuto.',
    },
  },
  pt: {
    problem: 'Verifique o que escreveu, por favor',
    error: 'Erro:',
    optional: 'opcional',
    choose: 'Escolher…',
    language: 'Idioma',
    tooLong: 'Encurte este texto para {most} caracteres.',
    sendAgain: 'Esta página esteve aberta durante muito tempo. O que escreveu continua aqui: envie de novo, por favor.',
    notKept:
      'Neste momento não foi possível guardar o que escreveu. Continua aqui: envie de novo dentro de instantes, por favor.',
    notALink: {
      title: 'Este link não funciona',
      text: 'Provavelmente perdeu-se uma parte do endereço. Abra de novo a mensagem e use o link que ela contém.',
    },
    noSuchPage: { title: 'Não há nada aqui', text: 'Verifique o endereço, por favor.' },
    notAForm: { title: 'Não funcionou', text: 'Abra de novo a página e preencha o formulário, por favor.' },
    tooLarge: { title: 'O texto é demasiado longo', text: 'Volte atrás, encurte o texto e envie-o de novo.' },
    failed: {
      title: 'Algo correu mal',
      text: 'O erro é nosso. Volte atrás e tente de novo dentro de alguns minutos.',
    },
  },
  nl: {
    problem: 'Controleer wat u hebt ingevuld',
    error: 'Fout:',
    optional: 'niet verplicht',
    choose: 'Kies …',
    language: 'Taal',
    tooLong: 'Kort dit in tot {most} tekens.',
    sendAgain: 'Deze pagina stond lang open. Wat u hebt ingevuld, staat er nog: verstuur het nog een keer.',
    notKept: 'Wat u hebt ingevuld, kon zojuist niet worden opgeslagen. Het staat er nog: verstuur het zo nog een keer.',
    notALink: {
      title: 'Deze link werkt niet',
      text: 'Waarschijnlijk is een deel van het adres verloren gegaan. Open het bericht opnieuw en gebruik de link daarin.',
    },
    noSuchPage: { title: 'Hier is niets', text: 'Controleer het adres.' },
    notAForm: { title: 'Dat is niet gelukt', text: 'Open de pagina opnieuw en vul het formulier daar in.' },
    tooLarge: { title: 'Dat is te veel tekst', text: 'Ga terug, kort uw tekst in en verstuur hem opnieuw.' },
    failed: {
      title: 'Er is iets misgegaan',
      text: 'De fout ligt bij ons. Ga terug en probeer het over een paar minuten opnieuw.',
    },
  },
  pl: {
    problem: 'Proszę sprawdzić wpisane dane',
    error: 'Błąd:',
    optional: 'nieobowiązkowe',
    choose: 'Proszę wybrać…',
    language: 'Język',
    tooLong: 'Proszę skrócić ten tekst do {most} znaków.',
    sendAgain: 'Ta strona była długo otwarta. Wpisane dane nadal tu są: proszę wysłać je ponownie.',
    notKept: 'W tej chwili nie udało się zapisać danych. Nadal tu są: proszę za chwilę wysłać je ponownie.',
    notALink: {
      title: 'Ten link nie działa',
      text: 'Prawdopodobnie zgubiła się część adresu. Proszę ponownie otworzyć wiadomość i użyć linku, który w niej jest.',
    },
    noSuchPage: { title: 'Tu nic nie ma', text: 'Proszę sprawdzić adres.' },
    notAForm: { title: 'To się nie udało', text: 'Proszę ponownie otworzyć stronę i wypełnić formularz.' },
    tooLarge: { title: 'Tekst jest za długi', text: 'Proszę wrócić, skrócić tekst i wysłać go ponownie.' },
    failed: {
      title: 'Coś poszło nie tak',
      text: 'Błąd leży po naszej stronie. Proszę wrócić i spróbować ponownie za kilka minut.',
    },
  },
  ar: {
    problem: 'يرجى مراجعة ما أدخلته',
    error: 'خطأ:',
    optional: 'اختياري',
    choose: 'اختر…',
    language: 'اللغة',
    tooLong: 'يرجى اختصار النص إلى {most} حرف.',
    sendAgain: 'ظلت هذه الصفحة مفتوحة لفترة طويلة. ما أدخلته لا يزال هنا: يرجى إرساله مرة أخرى.',
    notKept: 'تعذر حفظ ما أدخلته الآن. لا يزال هنا: يرجى إرساله مرة أخرى بعد قليل.',
    notALink: {
      title: 'هذا الرابط لا يعمل',
      text: 'من المحتمل أن جزءًا من العنوان قد فُقد. افتح الرسالة مرة أخرى واستخدم الرابط الموجود فيها.',
    },
    noSuchPage: { title: 'لا يوجد شيء هنا', text: 'يرجى التحقق من العنوان.' },
    notAForm: { title: 'لم تنجح العملية', text: 'يرجى فتح الصفحة مرة أخرى وتعبئة النموذج فيها.' },
    tooLarge: { title: 'النص طويل جدًا', text: 'يرجى الرجوع واختصار النص ثم إرساله مرة أخرى.' },
    failed: { title: 'حدث خطأ ما', text: 'الخطأ من جانبنا. يرجى الرجوع والمحاولة مرة أخرى بعد بضع دقائق.' },
  },
  he: {
    problem: 'נא לבדוק את מה שמילאת',
    error: 'שגיאה:',
    optional: 'לא חובה',
    choose: 'בחירה…',
    language: 'שפה',
    tooLong: 'נא לקצר את הטקסט ל־{most} תווים.',
    sendAgain: 'העמוד הזה היה פתוח זמן רב. מה שמילאת עדיין כאן: נא לשלוח שוב.',
    notKept: 'לא ניתן היה לשמור את מה שמילאת כרגע. הכול עדיין כאן: נא לשלוח שוב בעוד רגע.',
    notALink: {
      title: 'הקישור הזה אינו פועל',
      text: 'כנראה שחלק מהכתובת אבד. נא לפתוח שוב את ההודעה ולהשתמש בקישור שבה.',
    },
    noSuchPage: { title: 'אין כאן דבר', text: 'נא לבדוק את הכתובת.' },
    notAForm: { title: 'זה לא הצליח', text: 'נא לפתוח שוב את העמוד ולמלא בו את הטופס.' },
    tooLarge: { title: 'הטקסט ארוך מדי', text: 'נא לחזור אחורה, לקצר את הטקסט ולשלוח שוב.' },
    failed: { title: 'משהו השתבש', text: 'התקלה אצלנו. נא לחזור אחורה ולנסות שוב בעוד כמה דקות.' },
  },
};
