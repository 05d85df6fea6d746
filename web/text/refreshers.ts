import { texts } from './index.ts'

/** Texts of the list of refreshers. */
export const refresherTexts = texts('refreshers', {
  en: {
    title: 'Who needs a refresher',
    lead: 'Certificates that have run out or will within 60 days, and those for an older syllabus. Passing the hop again renews them.',
    people: 'People whose certificate wants a refresher',
    expired: 'Ran out on {{day}}',
    soon: 'Until {{day}}',
    outdated: 'Older syllabus',
    none: 'Nobody needs a refresher now',
    'none.hint':
      'As soon as a certificate is about to run out, or a subject gets a new version, people stand here.',
    more: 'These are the first 200; the others follow as these are renewed.',
    plan: 'Plan a workshop',
  },
  hi: {
    title: 'किसे दोबारा प्रशिक्षण चाहिए',
    lead: 'जिनके प्रमाणपत्र की अवधि पूरी हुई या 60 दिन में होगी, और जो पुराने पाठ्यक्रम के हैं। चरण फिर उत्तीर्ण करने से नवीनीकरण होता है।',
    people: 'जिन लोगों के प्रमाणपत्र का नवीनीकरण चाहिए',
    expired: '{{day}} को अवधि पूरी',
    soon: '{{day}} तक',
    outdated: 'पुराना पाठ्यक्रम',
    none: 'अभी किसी को ज़रूरत नहीं',
    'none.hint': 'अवधि पूरी होने वाली हो या विषय का नया संस्करण आए, तो लोग यहाँ दिखेंगे।',
    more: 'ये पहले 200 हैं; इनके नवीनीकरण के बाद बाकी दिखेंगे।',
    plan: 'कार्यशाला बनाएँ',
  },
})
