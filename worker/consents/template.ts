// The privacy notice that an organisation begins with. Pure.

type Named = { nameEn: string; nameHi: string; slug: string }

/** A sound notice in both languages: what is kept, for what, how long, which rights there are, and whom to write to. */
export function defaultNotice({ nameEn, nameHi, slug }: Named, origin: string) {
  const contact = `${origin}/o/${slug}/privacy`
  return { textEn: english(nameEn, contact), textHi: hindi(nameHi, contact), contact }
}

const english = (name: string, contact: string) => `# Who keeps your data
${name} keeps them, in a database of its own. Whoever provides this software may not use them.

# What is kept, and for what
- Your name and unit, to know who stands for which place.
- Your phone or e-mail, if you give one, to tell you of your workshops and to let you sign in.
- Your father's, mother's or husband's name, your year of birth, gender and skills, if you give them, to tell people of the same name apart and to see whom training reaches.
- Your offices, nominations, registrations, days of attendance and certificates, to hold the training and to prove it.
- Your payments and receipts, because the law asks for accounts.
- Who changed or looked at your data, and when, to protect you.
Membership of an organisation such as this one can be sensitive: your data are shown only to those whose task needs them, are not sold, and are not used for advertising or for profiling voters.

# How long
- Sign-in codes: 1 day. Messages sent to you: 30 days. Ended sign-ins: 400 days.
- The rest: as long as you belong to the organisation, or until you ask us to erase it.
- Accounts and receipts, without your name if you were erased: as long as the law asks.

# Your rights
Under the Digital Personal Data Protection Act, 2023 you may at any time, without giving a reason and without cost:
- see and print everything that is kept about you;
- have it corrected or completed;
- take back your consent, as easily as you gave it: we then send you nothing and register you for nothing;
- have your data erased;
- name somebody who acts for you after your death or if you no longer can;
- complain and get an answer.
Taking back consent does not undo what was done before.

# Under 18
For anybody under 18 a parent or guardian agrees. We do not track children and show them no advertising.

# Whom to ask
${contact}
If our answer does not satisfy you, you may complain to the Data Protection Board of India.`

const hindi = (name: string, contact: string) => `# आपकी जानकारी किसके पास है
${name} के पास, उसके अपने अलग डेटाबेस में। यह सॉफ़्टवेयर देने वाले उसका उपयोग नहीं कर सकते।

# क्या रखा जाता है और किसलिए
- आपका नाम और इकाई, ताकि पता रहे कि किस जगह से कौन है।
- आपका फ़ोन या ई-मेल, यदि आप दें, ताकि आपको कार्यशाला की सूचना मिले और आप प्रवेश कर सकें।
- पिता, माता या पति का नाम, जन्म का वर्ष, लिंग और कौशल, यदि आप दें, ताकि एक ही नाम के लोगों में भ्रम न हो और दिखे कि प्रशिक्षण किन तक पहुँचा।
- आपके पद, नामांकन, पंजीकरण, उपस्थिति के दिन और प्रमाणपत्र, ताकि प्रशिक्षण हो सके और उसका प्रमाण रहे।
- आपके भुगतान और रसीदें, क्योंकि क़ानून हिसाब माँगता है।
- आपकी जानकारी किसने कब बदली या देखी, ताकि आप सुरक्षित रहें।
ऐसे संगठन की सदस्यता संवेदनशील हो सकती है: आपकी जानकारी केवल उन्हें दिखती है जिनके काम में ज़रूरी है, बेची नहीं जाती, और विज्ञापन या मतदाताओं की रूपरेखा बनाने में काम नहीं आती।

# कब तक
- प्रवेश के कोड: 1 दिन। आपको भेजे गए संदेश: 30 दिन। समाप्त प्रवेश: 400 दिन।
- बाक़ी: जब तक आप संगठन में हैं, या जब तक आप मिटाने को न कहें।
- हिसाब और रसीदें, मिटाए जाने पर आपके नाम के बिना: जब तक क़ानून माँगे।

# आपके अधिकार
डिजिटल व्यक्तिगत डेटा संरक्षण अधिनियम, 2023 के अनुसार आप कभी भी, बिना कारण बताए और बिना ख़र्च के:
- अपने बारे में रखी सारी जानकारी देख और छाप सकते हैं;
- उसे सुधरवा या पूरा करवा सकते हैं;
- अपनी सहमति उतनी ही आसानी से वापस ले सकते हैं जितनी आसानी से दी थी: फिर हम आपको न कुछ भेजेंगे, न कहीं पंजीकृत करेंगे;
- अपनी जानकारी मिटवा सकते हैं;
- किसी को नामित कर सकते हैं जो आपकी मृत्यु के बाद या आपके असमर्थ होने पर आपकी ओर से बोले;
- शिकायत कर सकते हैं और उत्तर पा सकते हैं।
सहमति वापस लेने से पहले का काम ग़लत नहीं हो जाता।

# 18 वर्ष से कम
18 वर्ष से कम आयु वालों के लिए माता, पिता या अभिभावक सहमति देते हैं। हम बच्चों की निगरानी नहीं करते और उन्हें विज्ञापन नहीं दिखाते।

# किससे पूछें
${contact}
यदि हमारे उत्तर से संतोष न हो तो आप भारतीय डेटा संरक्षण बोर्ड से शिकायत कर सकते हैं।`
