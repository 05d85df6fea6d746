import { booths, type Entry, type LevelRow, outline, three, type UnitRow, withAliases } from './expand.ts'

// Division > district > constituency with its number of booths.
const SEATS = `
JPR|Jaipur|जयपुर
 102|Jaipur|जयपुर
  42|Shahpura|शाहपुरा|218;43|Chomu|चौमू|229;44|Phulera|फुलेरा|262;45|Dudu|दूदू|242;46|Jhotwara|झोटवाड़ा|381
  47|Amber|आमेर|256;48|Jamwa Ramgarh|जमवारामगढ़|215;49|Hawa Mahal|हवा महल|256
  50|Vidhyadhar Nagar|विद्याधर नगर|361;51|Civil Lines|सिविल लाइन्स|265;52|Kishan Pole|किशनपोल|231
  53|Adarsh Nagar|आदर्श नगर|263;54|Malviya Nagar|मालवीय नगर|253;55|Sanganer|सांगानेर|330;56|Bagru|बगरू|308
  57|Bassi|बस्सी|218;58|Chaksu|चाकसू|221
 087|Alwar|अलवर
  64|Thanagazi|थानागाजी|206;65|Alwar Rural|अलवर ग्रामीण|227;66|Alwar Urban|अलवर शहर|261;67|Ramgarh|रामगढ़|239
  68|Rajgarh-Laxmangarh|राजगढ़-लक्ष्मणगढ़|250;69|Kathumar|कठूमर|215
 106|Jhunjhunu|झुंझुनूं
  25|Pilani|पिलानी|242;26|Surajgarh|सूरजगढ़|274;27|Jhunjhunu|झुंझुनू|249;28|Mandawa|मंडावा|234
  29|Nawalgarh|नवलगढ़|266;30|Udaipurwati|उदयपुरवाटी|236;31|Khetri|खेतड़ी|212
 114|Sikar|सीकर
  32|Fatehpur|फतेहपुर|239;33|Lachhmangarh|लक्ष्मणगढ़|260;34|Dhod|धोद|261;35|Sikar|सीकर|273
  36|Danta Ramgarh|दांतारामगढ़|269;37|Khandela|खंडेला|248;38|Neem Ka Thana|नीम का थाना|252
  39|Srimadhopur|श्रीमाधोपुर|264
 097|Dausa|दौसा
  85|Bandikui|बांदीकुई|215;86|Mahuwa|महवा|205;87|Sikrai|सिकराय|246;88|Dausa|दौसा|232;89|Lalsot|लालसोट|237
 782|Kotputli-Behror|कोटपूतली-बहरोड़
  40|Kotputli|कोटपूतली|216;41|Viratnagar|विराटनगर|214;62|Behror|बहरोड़|224;63|Bansur|बानसूर|225
 770|Khairthal-Tijara|खैरथल-तिजारा
  59|Tijara|तिजारा|217;60|Kishangarh Bas|किशनगढ़ बास|237;61|Mundawar|मुंडावर|225
JDH|Jodhpur|जोधपुर
 107|Jodhpur|जोधपुर
  124|Shergarh|शेरगढ़|256;125|Osian|ओसियां|243;126|Bhopalgarh|भोपालगढ़|292;127|Sardarpura|सरदारपुरा|251
  128|Jodhpur|जोधपुर|229;129|Soorsagar|सूरसागर|281;130|Luni|लूणी|303;131|Bilara|बिलाड़ा|283
 103|Jaisalmer|जैसलमेर
  132|Jaisalmer|जैसलमेर|234;133|Pokaran|पोकरण|198
 090|Barmer|बाड़मेर
  134|Sheo|शिव|266;135|Barmer|बाड़मेर|245;139|Gudha Malani|गुढ़ामालानी|234;140|Chohtan|चौहटन|268
 104|Jalore|जालोर
  141|Ahore|आहोर|264;142|Jalore|जालोर|275;143|Bhinmal|भीनमाल|293;144|Sanchore|सांचौर|289
  145|Raniwara|रानीवाड़ा|252
 115|Sirohi|सिरोही
  146|Sirohi|सिरोही|279;147|Pindwara-Abu|पिंडवाड़ा-आबू|215;148|Reodar|रेवदर|264
 111|Pali|पाली
  117|Sojat|सोजत|235;118|Pali|पाली|256;119|Marwar Junction|मारवाड़ जंक्शन|285;120|Bali|बाली|324
  121|Sumerpur|सुमेरपुर|296
 772|Phalodi|फलोदी
  122|Phalodi|फलोदी|237;123|Lohawat|लोहावट|242
 775|Balotra|बालोतरा
  136|Baytoo|बायतू|222;137|Pachpadra|पचपदरा|236;138|Siwana|सिवाना|251
AJM|Ajmer|अजमेर
 086|Ajmer|अजमेर
  98|Kishangarh|किशनगढ़|280;99|Pushkar|पुष्कर|236;100|Ajmer North|अजमेर उत्तर|223
  101|Ajmer South|अजमेर दक्षिण|222;102|Nasirabad|नसीराबाद|226;105|Kekri|केकड़ी|255
 092|Bhilwara|भीलवाड़ा
  177|Asind|आसींद|286;178|Mandal|मांडल|253;179|Sahara|सहाड़ा|252;180|Bhilwara|भीलवाड़ा|264
  181|Shahpura|शाहपुरा|248;182|Jahazpur|जहाजपुर|244;183|Mandalgarh|मांडलगढ़|244
 110|Nagaur|नागौर
  108|Jayal|जायल|243;109|Nagaur|नागौर|246;110|Khinvsar|खींवसर|248;111|Merta|मेड़ता|268;112|Degana|डेगाना|251
 116|Tonk|टोंक
  94|Malpura|मालपुरा|260;95|Niwai|निवाई|257;96|Tonk|टोंक|234;97|Deoli-Uniara|देवली-उनियारा|279
 774|Beawar|ब्यावर
  103|Beawar|ब्यावर|259;104|Masuda|मसूदा|269;116|Jaitaran|जैतारण|290
 768|Didwana-Kuchaman|डीडवाना-कुचामन
  106|Ladnun|लाडनूं|242;107|Didwana|डीडवाना|244;113|Makrana|मकराना|251;114|Parbatsar|परबतसर|229
  115|Nawan|नावां|250
UDR|Udaipur|उदयपुर
 117|Udaipur|उदयपुर
  149|Gogunda|गोगुन्दा|254;150|Jhadol|झाड़ोल|249;151|Kherwara|खेरवाड़ा|285
  152|Udaipur Rural|उदयपुर ग्रामीण|269;153|Udaipur|उदयपुर|265;154|Mavli|मावली|252
  155|Vallabhnagar|वल्लभनगर|266
 088|Banswara|बांसवाड़ा
  162|Ghatol|घाटोल|261;163|Garhi|गढ़ी|276;164|Banswara|बांसवाड़ा|263;165|Bagidora|बागीदौरा|242
  166|Kushalgarh|कुशलगढ़|229
 095|Chittorgarh|चित्तौड़गढ़
  167|Kapasan|कपासन|272;168|Begun|बेगूं|278;169|Chittorgarh|चित्तौड़गढ़|265;170|Nimbahera|निंबाहेड़ा|275
  171|Bari Sadri|बड़ी सादड़ी|270
 099|Dungarpur|डूंगरपुर
  158|Dungarpur|डूंगरपुर|235;159|Aspur|आसपुर|259;160|Sagwara|सागवाड़ा|255;161|Chorasi|चौरासी|223
 112|Rajsamand|राजसमंद
  173|Bhim|भीम|219;174|Kumbhalgarh|कुम्भलगढ़|220;175|Rajsamand|राजसमंद|230;176|Nathdwara|नाथद्वारा|246
 629|Pratapgarh|प्रतापगढ़
  157|Dhariawad|धरियावद|260;172|Pratapgarh|प्रतापगढ़|247
 777|Salumbar|सलूम्बर
  156|Salumber|सलूम्बर|280
KOT|Kota|कोटा
 109|Kota|कोटा
  187|Pipalda|पीपल्दा|210;188|Sangod|सांगोद|211;189|Kota North|कोटा उत्तर|268;190|Kota South|कोटा दक्षिण|280
  191|Ladpura|लाडपुरा|269;192|Ramganj Mandi|रामगंज मंडी|228
 089|Baran|बारां
  193|Anta|अंता|222;194|Kishanganj|किशनगंज|215;195|Baran-Atru|बारां-अटरू|242;196|Chhabra|छबड़ा|233
 094|Bundi|बूंदी
  184|Hindoli|हिंडोली|256;185|Keshoraipatan|केशोरायपाटन|272;186|Bundi|बूंदी|291
 105|Jhalawar|झालावाड़
  197|Dag|डग|257;198|Jhalrapatan|झालरापाटन|282;199|Khanpur|खानपुर|245;200|Manohar Thana|मनोहर थाना|254
BKN|Bikaner|बीकानेर
 093|Bikaner|बीकानेर
  12|Khajuwala|खाजूवाला|212;13|Bikaner West|बीकानेर पश्चिम|217;14|Bikaner East|बीकानेर पूर्व|238
  15|Kolayat|कोलायत|232;16|Lunkaransar|लूणकरणसर|233;17|Dungargarh|डूंगरगढ़|238;18|Nokha|नोखा|246
 096|Churu|चूरू
  19|Sadulpur|सादुलपुर|231;20|Taranagar|तारानगर|244;21|Sardarshahar|सरदारशहर|278;22|Churu|चूरू|237
  23|Ratangarh|रतनगढ़|254;24|Sujangarh|सुजानगढ़|267
 100|Ganganagar|श्रीगंगानगर
  1|Sadulshahar|सादुलशहर|232;2|Ganganagar|गंगानगर|232;3|Karanpur|करणपुर|235;4|Suratgarh|सूरतगढ़|245
  5|Raisinghnagar|रायसिंहनगर|257;6|Anupgarh|अनूपगढ़|235
 101|Hanumangarh|हनुमानगढ़
  7|Sangaria|संगरिया|243;8|Hanumangarh|हनुमानगढ़|284;9|Pilibanga|पीलीबंगा|280;10|Nohar|नोहर|266
  11|Bhadra|भादरा|269
BRT|Bharatpur|भरतपुर
 091|Bharatpur|भरतपुर
  73|Bharatpur|भरतपुर|264;74|Nadbai|नदबई|271;75|Weir|वैर|254;76|Bayana|बयाना|244
 767|Deeg|डीग
  70|Kaman|कामां|243;71|Nagar|नगर|230;72|Deeg-Kumher|डीग-कुम्हेर|246
 098|Dholpur|धौलपुर
  77|Baseri|बसेड़ी|182;78|Bari|बाड़ी|215;79|Dholpur|धौलपुर|198;80|Rajakhera|राजाखेड़ा|196
 108|Karauli|करौली
  81|Todabhim|टोडाभीम|269;82|Hindaun|हिण्डौन|248;83|Karauli|करौली|237;84|Sapotra|सपोटरा|256
 113|Sawai Madhopur|सवाई माधोपुर
  90|Gangapur|गंगापुर|242;91|Bamanwas|बामनवास|231;92|Sawai Madhopur|सवाई माधोपुर|251;93|Khandar|खंडार|235
`

const ALIASES: Record<string, string[]> = {
  'RJ-D095': ['Chittaurgarh', 'चित्तौड़'],
  'RJ-D098': ['Dhaulpur'],
  'RJ-D100': ['Sri Ganganagar', 'गंगानगर'],
  'RJ-D104': ['Jalor', 'जालौर'],
  'RJ-D782': ['Kotputli Behror', 'कोटपूतली बहरोड़'],
}

/** The five rungs of the organisation in Rajasthan. */
export const rajasthanLevels: LevelRow[] = [
  { code: 'state', nameEn: 'State', nameHi: 'प्रदेश' },
  { code: 'division', nameEn: 'Division', nameHi: 'संभाग' },
  { code: 'district', nameEn: 'District', nameHi: 'जिला' },
  { code: 'constituency', nameEn: 'Constituency', nameHi: 'विधानसभा' },
  { code: 'booth', nameEn: 'Booth', nameHi: 'बूथ' },
]

function* unitsOf(entry: Entry): Generator<UnitRow> {
  const { depth, id, nameEn, nameHi, path } = entry
  if (depth === 0) {
    const names = { nameEn: `${nameEn} Division`, nameHi: `${nameHi} संभाग` }
    yield { code: `RJ-${id}`, parentCode: 'RJ', level: 'division', ...names }
  } else if (depth === 1) {
    yield { code: `RJ-D${id}`, parentCode: `RJ-${path[0]}`, level: 'district', nameEn, nameHi }
  } else {
    const code = `RJ-A${three(id)}`
    yield { code, parentCode: `RJ-D${path[1]}`, level: 'constituency', nameEn, nameHi }
    yield* booths({ ...entry, code }, () => code)
  }
}

function* tree(): Generator<UnitRow> {
  yield { code: 'RJ', parentCode: null, level: 'state', nameEn: 'Rajasthan', nameHi: 'राजस्थान' }
  for (const entry of outline(SEATS)) yield* unitsOf(entry)
}

/** State, 7 divisions, 41 districts, 200 constituencies and 50,027 booths. */
export function rajasthanUnits(): Generator<UnitRow> {
  return withAliases(tree(), ALIASES)
}
