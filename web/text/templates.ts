import { texts } from './index.ts'

/** Texts of the shapes with which a programme may begin. */
export const templateText = texts('templates', {
  en: {
    begin: 'Begin with',
    'begin.hint':
      'A shape fills in hops and subjects for your own levels. Everything can be changed afterwards.',
    blank: 'An empty programme',
    'blank.hint': 'You add hops and subjects yourself.',
    speakers: 'Speakers, level by level',
    'speakers.hint':
      'Some are trained in a few large halls; they train the level below, and those the last one.',
    everywhere: 'Workers in every unit',
    'everywhere.hint': 'Two or more from every unit of the lowest level, taught by office-bearers.',
    camp: 'A residential camp with a fee',
    'camp.hint': 'Seven days in one place, with teachers from outside.',
    villages: 'From headquarters down to the villages',
    'villages.hint':
      'One workshop at headquarters, then the same everywhere; one or two from each lowest unit.',
    convention: 'A convention, then training downwards',
    'convention.hint': 'Experts from outside teach first; those who were there carry it to the lowest level.',
    'fee.each': 'Fee of each participant',
    hops: 'What it brings',
    'hop.line': '{{host}} trains {{trainee}}: {{minimum}} to {{maximum}} from each, {{days}} days',
    'hop.line.one': '{{host}} trains {{trainee}}: {{minimum}} to {{maximum}} from each, one day',
    'subjects.line_one': '{{count}} subject, to be named',
    'subjects.line_other': '{{count}} subjects, to be named',
  },
  hi: {
    begin: 'किससे शुरू करें',
    'begin.hint': 'नमूना आपके अपने स्तरों के लिए चरण और विषय भर देता है। बाद में सब बदला जा सकता है।',
    blank: 'खाली अभियान',
    'blank.hint': 'चरण और विषय आप स्वयं जोड़ेंगे।',
    speakers: 'वक्ता, स्तर दर स्तर',
    'speakers.hint': 'कुछ लोग बड़े सभागारों में प्रशिक्षित होते हैं; वे नीचे के स्तर को, और वे सबसे नीचे के स्तर को।',
    everywhere: 'हर इकाई में कार्यकर्ता',
    'everywhere.hint': 'सबसे नीचे की हर इकाई से दो या अधिक, पदाधिकारी पढ़ाते हैं।',
    camp: 'शुल्क वाला आवासीय शिविर',
    'camp.hint': 'एक जगह सात दिन, बाहर के शिक्षकों के साथ।',
    villages: 'मुख्यालय से गाँव तक',
    'villages.hint': 'मुख्यालय में एक कार्यशाला, फिर वही हर जगह; सबसे नीचे की हर इकाई से एक या दो।',
    convention: 'सम्मेलन, फिर नीचे तक प्रशिक्षण',
    'convention.hint': 'पहले बाहर के विशेषज्ञ पढ़ाते हैं; जो आए, वे इसे सबसे नीचे तक ले जाते हैं।',
    'fee.each': 'हर प्रतिभागी का शुल्क',
    hops: 'इसमें क्या है',
    'hop.line': '{{host}} → {{trainee}}: हर एक से {{minimum}} से {{maximum}} लोग, {{days}} दिन',
    'hop.line.one': '{{host}} → {{trainee}}: हर एक से {{minimum}} से {{maximum}} लोग, एक दिन',
    'subjects.line_one': '{{count}} विषय, नाम आप देंगे',
    'subjects.line_other': '{{count}} विषय, नाम आप देंगे',
  },
})
