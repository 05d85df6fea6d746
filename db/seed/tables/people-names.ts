/** An invented person: any likeness to somebody living is chance. */
export type InventedPerson = {
  nameEn: string
  nameHi: string
  guardianEn: string
  guardianHi: string
  gender: 'female' | 'male'
}

type Name = { en: string; hi: string }
type Community = { weight: number; women: Name[]; men: Name[]; surnames: Name[]; womenOnly: Name[] }

function names(table: string): Name[] {
  const pairs = table.split(/[;\n]/).filter((pair) => pair !== '')
  return pairs.map((pair) => ({ en: pair.split('|')[0] ?? '', hi: pair.split('|')[1] ?? '' }))
}

// Names are drawn within a community so that they sound like names; a share of the women carries one of
// `womenOnly` in place of the family's name, as many do.
const COMMUNITIES: Community[] = [
  {
    weight: 66,
    women: names(`
Aarti|आरती;Anita|अनीता;Archana|अर्चना;Asha|आशा;Bhagwati|भगवती;Chanda|चंदा;Deepa|दीपा;Durga|दुर्गा;Geeta|गीता
Gomti|गोमती;Guddi|गुड्डी;Hemlata|हेमलता;Indra|इंद्रा;Jamuna|जमुना;Jyoti|ज्योति;Kalpana|कल्पना;Kamla|कमला
Kanta|कांता;Kavita|कविता;Kiran|किरण;Kusum|कुसुम;Lakshmi|लक्ष्मी;Lalita|ललिता;Leela|लीला;Madhuri|माधुरी
Malti|मालती;Mamta|ममता;Manju|मंजू;Maya|माया;Munni|मुन्नी;Nirmala|निर्मला;Nisha|निशा;Parvati|पार्वती;Pinki|पिंकी
Poonam|पूनम;Pushpa|पुष्पा;Radha|राधा;Rajkumari|राजकुमारी;Rekha|रेखा;Rukmini|रुक्मिणी;Sandhya|संध्या
Sangeeta|संगीता;Sarla|सरला;Savita|सविता;Seema|सीमा;Shanti|शांति;Sharda|शारदा;Sheela|शीला;Shobha|शोभा
Sudha|सुधा;Suman|सुमन;Sunita|सुनीता;Sushila|सुशीला;Tara|तारा;Urmila|उर्मिला;Usha|उषा;Vidya|विद्या;Vimla|विमला
`),
    men: names(`
Amrit|अमृत;Anil|अनिल;Avadhesh|अवधेश;Babulal|बाबूलाल;Badri|बद्री;Balram|बलराम;Banshi|बंशी;Bhagirath|भागीरथ
Birendra|बीरेंद्र;Chhotelal|छोटेलाल;Dayaram|दयाराम;Deepak|दीपक;Devendra|देवेंद्र;Dharmendra|धर्मेंद्र;Dinesh|दिनेश
Ganesh|गणेश;Girdhari|गिरधारी;Gopal|गोपाल;Hariom|हरिओम;Harish|हरीश;Hukum|हुकुम;Ishwar|ईश्वर;Jaipal|जयपाल
Kamlesh|कमलेश;Kanhaiya|कन्हैया;Kishore|किशोर;Krishna|कृष्णा;Lakhan|लखन;Lokesh|लोकेश;Mahesh|महेश;Manoj|मनोज
Mukesh|मुकेश;Naresh|नरेश;Omprakash|ओमप्रकाश;Pappu|पप्पू;Pawan|पवन;Pradeep|प्रदीप;Prakash|प्रकाश;Raghuvir|रघुवीर
Rakesh|राकेश;Ramkishan|रामकिशन;Ramesh|रमेश;Ramprasad|रामप्रसाद;Sanjay|संजय;Santosh|संतोष;Satish|सतीश
Shivnarayan|शिवनारायण;Shyam|श्याम;Sitaram|सीताराम;Sohan|सोहन;Sudhir|सुधीर;Sunil|सुनील;Suraj|सूरज;Suresh|सुरेश
Tulsiram|तुलसीराम;Upendra|उपेंद्र;Vikas|विकास;Vinod|विनोद;Vishnu|विष्णु;Yogesh|योगेश
`),
    surnames: names(`
Ahirwar|अहिरवार;Agrawal|अग्रवाल;Bagri|बागरी;Bairwa|बैरवा;Baghel|बघेल;Chaurasia|चौरसिया;Choudhary|चौधरी
Dangi|दांगी;Dhakad|धाकड़;Dubey|दुबे;Gautam|गौतम;Gurjar|गुर्जर;Jain|जैन;Jangid|जांगिड़;Jatav|जाटव;Joshi|जोशी
Kachhi|काछी;Kewat|केवट;Koli|कोली;Kumhar|कुम्हार;Kurmi|कुर्मी;Kushwaha|कुशवाहा;Lodhi|लोधी;Mahato|महतो;Mali|माली
Malviya|मालवीय;Manjhi|मांझी;Meghwal|मेघवाल;Mishra|मिश्रा;Namdev|नामदेव;Pal|पाल;Pandey|पांडेय;Pandit|पंडित
Parmar|परमार;Paswan|पासवान;Patel|पटेल;Pathak|पाठक;Prajapati|प्रजापति;Raikwar|रैकवार;Rajak|रजक;Rajput|राजपूत
Ram|राम;Rathore|राठौर;Rawat|रावत;Sahu|साहू;Saini|सैनी;Sen|सेन;Shakya|शाक्य;Sharma|शर्मा;Solanki|सोलंकी
Soni|सोनी;Suthar|सुथार;Tiwari|तिवारी;Upadhyay|उपाध्याय;Vaishnav|वैष्णव;Verma|वर्मा;Vishwakarma|विश्वकर्मा
Vyas|व्यास;Yadav|यादव
`),
    womenOnly: names('Devi|देवी;Bai|बाई;Kumari|कुमारी'),
  },
  {
    weight: 14,
    women: names(`
Bhuri|भूरी;Budhni|बुधनी;Champa|चंपा;Dhanwanti|धनवंती;Fulwanti|फुलवंती;Gendi|गेंदी;Jhumka|झुमका;Kesar|केसर
Mangli|मंगली;Nanibai|नानीबाई;Phoolbai|फूलबाई;Ramkali|रामकली;Reshma|रेशमा;Samli|सामली;Somti|सोमती;Sukhmati|सुखमती
`),
    men: names(`
Bhima|भीमा;Budhram|बुधराम;Chandan|चंदन;Dhansingh|धनसिंह;Gulab|गुलाब;Hemraj|हेमराज;Jhitra|झितरा;Kalu|कालू
Mangal|मंगल;Nansingh|नानसिंह;Punaram|पूनाराम;Ratan|रतन;Samaru|समारू;Sukhlal|सुखलाल;Tersingh|तेरसिंह;Vesta|वेस्ता
`),
    surnames: names(`
Baiga|बैगा;Bhabor|भाबोर;Bhil|भील;Bhuria|भूरिया;Damor|डामोर;Dhurve|धुर्वे;Dodiyar|डोडियार;Gond|गोंड;Kharadi|खराड़ी
Kol|कोल;Maravi|मरावी;Meena|मीणा;Munda|मुंडा;Ninama|निनामा;Oraon|उरांव;Paraste|परस्ते;Santhal|संथाल;Tekam|टेकाम
Uikey|उइके;Vasuniya|वसुनिया
`),
    womenOnly: names('Bai|बाई;Devi|देवी'),
  },
  {
    weight: 14,
    women: names(`
Afsana|अफसाना;Amina|अमीना;Anjum|अंजुम;Farzana|फरजाना;Fatima|फातिमा;Hasina|हसीना;Husna|हुस्ना;Kulsum|कुलसुम
Mumtaz|मुमताज;Nafisa|नफीसा;Nasreen|नसरीन;Parveen|परवीन;Rabia|राबिया;Rehana|रेहाना;Rukhsana|रुखसाना;Sabina|सबीना
Salma|सलमा;Shabnam|शबनम;Shahnaz|शहनाज;Shakila|शकीला;Tabassum|तबस्सुम;Yasmin|यास्मीन;Zarina|जरीना;Zubaida|जुबैदा
`),
    men: names(`
Abid|आबिद;Aftab|आफताब;Anwar|अनवर;Aslam|असलम;Farooq|फारूक;Hamid|हामिद;Haroon|हारून;Idris|इदरीस;Iqbal|इकबाल
Irfan|इरफान;Javed|जावेद;Kalim|कलीम;Liyaqat|लियाकत;Mansoor|मंसूर;Mushtaq|मुश्ताक;Nadeem|नदीम;Nizam|निजाम
Rafiq|रफीक;Rashid|राशिद;Sabir|साबिर;Sadiq|सादिक;Shafiq|शफीक;Shakil|शकील;Yunus|यूनुस
`),
    surnames: names(`
Ansari|अंसारी;Ghosi|घोसी;Idrisi|इदरीसी;Khan|खान;Khokhar|खोखर;Mansoori|मंसूरी;Mirza|मिर्जा;Mughal|मुगल;Pathan|पठान
Qureshi|कुरैशी;Raeen|राईन;Rangrez|रंगरेज;Saifi|सैफी;Sayyid|सैयद;Sheikh|शेख;Siddiqui|सिद्दीकी
`),
    womenOnly: names('Bano|बानो;Khatoon|खातून;Bi|बी;Begum|बेगम'),
  },
  {
    weight: 3,
    women: names(`
Amarjeet|अमरजीत;Baljeet|बलजीत;Gurmeet|गुरमीत;Harpreet|हरप्रीत;Jaswinder|जसविंदर;Manjeet|मनजीत;Paramjeet|परमजीत
Rajwinder|राजविंदर;Simran|सिमरन;Sukhwinder|सुखविंदर
`),
    men: names(`
Avtar|अवतार;Balwinder|बलविंदर;Darshan|दर्शन;Gurdeep|गुरदीप;Harbhajan|हरभजन;Jagtar|जगतार;Kuldeep|कुलदीप
Mohinder|मोहिंदर;Satnam|सतनाम;Surjeet|सुरजीत
`),
    surnames: names(`
Arora|अरोड़ा;Bedi|बेदी;Brar|बराड़;Chawla|चावला;Dhillon|ढिल्लों;Gill|गिल;Grewal|ग्रेवाल;Sandhu|संधू;Sidhu|सिद्धू
`),
    womenOnly: names('Kaur|कौर'),
  },
  {
    weight: 3,
    women: names(`
Agnes|एग्नेस;Anjela|अंजेला;Elizabeth|एलिजाबेथ;Grace|ग्रेस;Kristina|क्रिस्टीना;Mary|मैरी;Rosy|रोजी;Sarah|सारा
Sushma|सुषमा;Teresa|टेरेसा
`),
    men: names(`
Albert|अल्बर्ट;Anthony|एंथनी;Daniel|डेनियल;David|डेविड;Francis|फ्रांसिस;John|जॉन;Joseph|जोसेफ;Peter|पीटर
Samuel|सैमुअल;Vincent|विंसेंट
`),
    surnames: names(`
Barla|बारला;Dsouza|डिसूजा;Ekka|एक्का;Jacob|जैकब;Kerketta|केरकेट्टा;Kujur|कुजूर;Lakra|लकड़ा;Masih|मसीह;Minj|मिंज
Tirkey|तिर्की;Toppo|टोप्पो;Xalxo|खलखो
`),
    womenOnly: names('Kumari|कुमारी'),
  },
]

function hash(n: number, salt: number): number {
  let h = Math.imul(n + 1, 0x9e3779b1) ^ Math.imul(salt + 1, 0x85ebca6b)
  h = Math.imul(h ^ (h >>> 16), 0x7feb352d)
  h = Math.imul(h ^ (h >>> 15), 0x846ca68b)
  return (h ^ (h >>> 16)) >>> 0
}

function pick<T>(list: readonly T[], n: number, salt: number): T {
  const item = list[hash(n, salt) % list.length]
  if (item === undefined) throw new RangeError('nothing to pick from')
  return item
}

const DRAW: readonly Community[] = COMMUNITIES.flatMap((community) =>
  Array.from({ length: community.weight }, () => community),
)

/** The n-th invented person, always the same for the same n; the guardian is a father or a husband. */
export function personName(n: number): InventedPerson {
  const community = pick(DRAW, n, 0)
  const gender = pick(['female', 'male'] as const, n, 1)
  const given = pick(gender === 'female' ? community.women : community.men, n, 2)
  const family = pick(community.surnames, n, 3)
  const guardian = pick(community.men, n, 4)
  const ownFamilyName = gender === 'male' || hash(n, 5) % 5 < 2
  const last = ownFamilyName ? family : pick(community.womenOnly, n, 6)
  return {
    nameEn: `${given.en} ${last.en}`,
    nameHi: `${given.hi} ${last.hi}`,
    guardianEn: `${guardian.en} ${family.en}`,
    guardianHi: `${guardian.hi} ${family.hi}`,
    gender,
  }
}

/**
 * The one block from which every demo number is taken.
 *
 * India reserves no numbers for invention, so a number that validates may belong to somebody. Five nines in a row
 * show a reader at once that it is made up, and one prefix lets a sender refuse the whole block.
 */
export const DEMO_PHONE_PREFIX = '+9199999'

/** The n-th demo mobile number in E.164; n and n + 100,000 share one, as a family does. */
export function demoPhone(n: number): string {
  return `${DEMO_PHONE_PREFIX}${String(n % 100_000).padStart(5, '0')}`
}
