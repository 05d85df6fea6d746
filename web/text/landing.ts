import { texts } from './index.ts'

/** Texts of the first page. */
export const landing = texts('landing', {
  en: {
    title: 'From one hall to the last booth',
    lead: 'A few people learn in one hall. Each of them goes home and trains the next level, and those train the next. Here you see whom the training has reached, who carried it there, and who is still waiting.',
    'sign-in': 'Sign in',
    start: 'Start an organisation',
    'cascade.alt':
      'One state hall, three districts hanging from it, nine mandals below those, twenty-seven booths at the bottom. One mandal was missed, and its three booths are still waiting.',
    'cascade.hall': 'State hall',
    'cascade.district': 'Districts',
    'cascade.mandal': 'Mandals',
    'cascade.booth': 'A booth whose people are trained',
    'cascade.missed': 'Nobody has come here yet, and now you know it',
    'steps.title': 'How it goes',
    'steps.levels': 'Name your levels',
    'steps.levels.text':
      'State, division, district, mandal, booth. Or state, district, branch, village. The names are yours.',
    'steps.tiers': 'Plan the tiers',
    'steps.tiers.text':
      'Who is trained at each level, how many from every unit, by when. See beforehand whether the halls, the trainers and the days are enough.',
    'steps.workshops': 'Hold the workshops',
    'steps.workshops.text':
      'Registration, fees, receipts, attendance by the day. The gate works without a network too.',
    'steps.missing': 'See what is missing',
    'steps.missing.text':
      'Every unit: nobody trained, one, or two and more. Where the chain broke, and who nearby could mend it.',
    'phone.title': 'No phone? Nobody is left out.',
    'phone.text':
      'Somebody else can register you, with a witness. You get a printed card with a code. Attendance can be taken on paper and entered later. On the phone there are few words, and they can be read out.',
    'trust.title': 'What is yours stays yours',
    'trust.text':
      'Every organisation has a database of its own; none sees the people of another. Fees go straight to your own account, and cash and UPI get a receipt too.',
    'verify.title': 'Verify a certificate',
    'verify.text':
      'Point the phone’s camera at the certificate’s QR code. If that fails, type the address printed below it.',
    'verify.label': 'Address on the certificate',
    'verify.hint': 'It ends like this: /v/organisation/code',
    'verify.wrong': 'An address ends with the organisation and the code, with a stroke between them.',
    'verify.go': 'Verify',
    foot: 'For parties, unions, associations, companies: for every organisation alike.',
  },
  hi: {
    title: 'एक सभागार से आख़िरी बूथ तक',
    lead: 'कुछ लोग एक सभागार में सीखते हैं। वे लौटकर अपने नीचे के स्तर को सिखाते हैं, और वे उससे नीचे के। यहाँ दिखता है कि प्रशिक्षण कहाँ तक पहुँचा, किसने पहुँचाया और कौन अब भी बाकी है।',
    'sign-in': 'प्रवेश करें',
    start: 'अपना संगठन शुरू करें',
    'cascade.alt':
      'प्रदेश का एक सभागार, उससे लटकते तीन ज़िले, उनके नीचे नौ मंडल और सबसे नीचे सत्ताईस बूथ। एक मंडल छूट गया है, इसलिए उसके तीन बूथ अब भी बाकी हैं।',
    'cascade.hall': 'प्रदेश सभागार',
    'cascade.district': 'ज़िले',
    'cascade.mandal': 'मंडल',
    'cascade.booth': 'बूथ, जहाँ के लोग सीख चुके हैं',
    'cascade.missed': 'यहाँ अब तक कोई नहीं पहुँचा, और अब यह दिख रहा है',
    'steps.title': 'काम कैसे चलता है',
    'steps.levels': 'अपने स्तरों के नाम रखिए',
    'steps.levels.text': 'प्रदेश, संभाग, ज़िला, मंडल, बूथ। या प्रदेश, ज़िला, शाखा, गाँव। नाम आपके अपने।',
    'steps.tiers': 'चरण तय कीजिए',
    'steps.tiers.text':
      'हर स्तर पर किसे सिखाना है, हर इकाई से कितने लोग और कब तक। सभागार, प्रशिक्षक और दिन पूरे पड़ेंगे या नहीं, यह पहले ही देख लीजिए।',
    'steps.workshops': 'कार्यशालाएँ कीजिए',
    'steps.workshops.text': 'पंजीकरण, शुल्क, रसीद और हर दिन की उपस्थिति। गेट पर नेटवर्क न हो, तब भी काम चलता है।',
    'steps.missing': 'देखिए कौन छूटा',
    'steps.missing.text':
      'हर इकाई का हाल: कोई प्रशिक्षित नहीं, एक, या दो और ज़्यादा। कड़ी कहाँ टूटी, और पास का कौन उसे जोड़ सकता है।',
    'phone.title': 'फ़ोन नहीं है? फिर भी कोई नहीं छूटेगा।',
    'phone.text':
      'आपका पंजीकरण कोई और भी कर सकता है, गवाह के साथ। आपको कोड वाला छपा कार्ड मिलता है। उपस्थिति काग़ज़ पर लेकर बाद में चढ़ाई जा सकती है। फ़ोन पर शब्द कम हैं, और उन्हें सुना भी जा सकता है।',
    'trust.title': 'जो आपका है, आपका ही रहेगा',
    'trust.text':
      'हर संगठन का डेटाबेस अलग है; कोई किसी दूसरे के लोगों को नहीं देख सकता। शुल्क सीधे आपके अपने खाते में जाता है; नक़द और यूपीआई की भी रसीद बनती है।',
    'verify.title': 'प्रमाणपत्र जाँचें',
    'verify.text': 'फ़ोन का कैमरा प्रमाणपत्र के क्यूआर कोड पर लाइए। न खुले, तो उसके नीचे छपा पता यहाँ लिखिए।',
    'verify.label': 'प्रमाणपत्र पर छपा पता',
    'verify.hint': 'उसके अंत में ऐसा लिखा होता है: /v/संगठन/कोड',
    'verify.wrong': 'पते के अंत में संगठन और कोड होते हैं, बीच में तिरछी लकीर।',
    'verify.go': 'जाँचें',
    foot: 'दल हो, यूनियन हो, संस्था हो या कंपनी: हर संगठन के लिए एक-सा।',
  },
})
