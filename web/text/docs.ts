import { texts } from './index.ts'

/** The page that shows the API. */
export const docs = texts('docs', {
  en: {
    title: 'The API',
    lead: 'Everything that these screens do, for programs. The same description as {{address}}, made readable.',
    find: 'Find a route',
    found_one: '{{count}} route',
    found_other: '{{count}} routes',
    nothing: 'No route has this in its address or its name',
    sent: 'What is sent',
    answered: 'What is answered',
    asked: 'In the address',
    required: 'needed',
    machine: 'Machine-readable description (OpenAPI 3.1)',
  },
  hi: {
    title: 'एपीआई',
    lead: 'जो इन पन्नों से होता है, वही प्रोग्रामों के लिए। {{address}} का पढ़ने योग्य रूप।',
    find: 'मार्ग खोजें',
    found_one: '{{count}} मार्ग',
    found_other: '{{count}} मार्ग',
    nothing: 'इस पते या नाम का कोई मार्ग नहीं मिला',
    sent: 'क्या भेजा जाता है',
    answered: 'क्या उत्तर मिलता है',
    asked: 'पते में',
    required: 'ज़रूरी',
    machine: 'मशीन के पढ़ने योग्य विवरण (OpenAPI 3.1)',
  },
})
