/**
 * Division > organisational district > constituency with its number of booths.
 *
 * Names are real. Assumed: which seats of the seven divided districts (ids in N and G) are urban or rural, and the
 * districts of the divisions Nimar, Mandsaur and Chhindwara.
 */
export const SEATS = `
CHB|Chambal|चंबल
 417|Morena|मुरैना
  3|Sabalgarh|सबलगढ़|261;4|Joura|जौरा|301;5|Sumawali|सुमावली|302;6|Morena|मुरैना|327;7|Dimani|दिमनी|268
  8|Ambah|अम्बाह|277
 395|Bhind|भिण्ड
  9|Ater|अटेर|272;10|Bhind|भिण्ड|310;11|Lahar|लहार|307;12|Mehgaon|मेहगांव|319;13|Gohad|गोहद|269
 431|Sheopur|श्योपुर
  1|Sheopur|श्योपुर|293;2|Vijaypur|विजयपुर|287
GWL|Gwalior|ग्वालियर
 407N|Gwalior Nagar|ग्वालियर नगर
  15|Gwalior|ग्वालियर|365;16|Gwalior East|ग्वालियर पूर्व|379;17|Gwalior South|ग्वालियर दक्षिण|328
 407G|Gwalior Gramin|ग्वालियर ग्रामीण
  14|Gwalior Rural|ग्वालियर ग्रामीण|286;18|Bhitarwar|भितरवार|285;19|Dabra|डबरा|278
 401|Datia|दतिया
  20|Sewda|सेवढ़ा|227;21|Bhander|भाण्डेर|225;22|Datia|दतिया|244
 432|Shivpuri|शिवपुरी
  23|Karera|करैरा|319;24|Pohari|पोहरी|291;25|Shivpuri|शिवपुरी|313;26|Pichhore|पिछोर|311;27|Kolaras|कोलारस|311
 406|Guna|गुना
  28|Bamori|बमोरी|253;29|Guna|गुना|270;30|Chachoura|चाचौड़ा|272;31|Raghogarh|राघौगढ़|270
 391|Ashoknagar|अशोकनगर
  32|Ashok Nagar|अशोकनगर|249;33|Chanderi|चन्देरी|233;34|Mungaoli|मुंगावली|251
SGR|Sagar|सागर
 425N|Sagar|सागर
  35|Bina|बीना|233;36|Khurai|खुरई|249;37|Surkhi|सुरखी|258;40|Naryoli|नरयावली|288;41|Sagar|सागर|274
 425G|Sagar Gramin|सागर ग्रामीण
  38|Deori|देवरी|262;39|Rehli|रहली|295;42|Banda|बण्डा|295
 400|Damoh|दमोह
  54|Pathariya|पथरिया|278;55|Damoh|दमोह|301;56|Jabera|जबेरा|278;57|Hatta|हटा|282
 420|Panna|पन्ना
  58|Pawai|पवई|336;59|Gunnaor|गुन्नौर|272;60|Panna|पन्ना|299
 398|Chhatarpur|छतरपुर
  48|Maharajpur|महाराजपुर|270;49|Chandla|चन्दला|270;50|Rajnagar|राजनगर|280;51|Chhatarpur|छतरपुर|265
  52|Bijawar|बिजावर|260;53|Malhara|मलहरा|266
 434|Tikamgarh|टीकमगढ़
  43|Tikamgarh|टीकमगढ़|261;44|Jatara|जतारा|252;47|Khargapur|खरगापुर|286
 722|Niwari|निवाड़ी
  45|Prithvipur|पृथ्वीपुर|242;46|Niwari|निवाड़ी|238
NMD|Narmadapuram|नर्मदापुरम
 409|Narmadapuram|नर्मदापुरम
  136|Seoni-Malwa|सिवनी-मालवा|282;137|Hoshangabad|होशंगाबाद|270;138|Sohagpur|सोहागपुर|284
  139|Pipariya|पिपरिया|267
 408|Harda|हरदा
  134|Timarni|टिमरनी|222;135|Harda|हरदा|279
 394|Betul|बैतूल
  129|Multai|मुलताई|273;130|Amla|आमला|277;131|Betul|बैतूल|292;132|Ghoradongri|घोड़ाडोंगरी|289
  133|Bhainsdehi|भैंसदेही|294
BPL|Bhopal|भोपाल
 396N|Bhopal Nagar|भोपाल नगर
  150|Bhopal Uttar|भोपाल उत्तर|317;151|Narela|नरेला|390;152|Bhopal Dakshin-Paschim|भोपाल दक्षिण-पश्चिम|288
  153|Bhopal Madhya|भोपाल मध्य|313;154|Govindpura|गोविन्दपुरा|428
 396G|Bhopal Gramin|भोपाल ग्रामीण
  149|Berasia|बैरसिया|272;155|Huzur|हुजूर|369
 421|Raisen|रायसेन
  140|Udaipura|उदयपुरा|301;141|Bhojpur|भोजपुर|307;142|Sanchi|सांची|311;143|Silwani|सिलवानी|259
 422|Rajgarh|राजगढ़
  160|Narsinghgarh|नरसिंहगढ़|273;161|Biaora|ब्यावरा|282;162|Rajgarh|राजगढ़|275;163|Khilchipur|खिलचीपुर|274
  164|Sarangpur|सारंगपुर|237
 427|Sehore|सीहोर
  156|Budhni|बुधनी|316;157|Ashta|आष्टा|318;158|Ichhawar|इछावर|260;159|Sehore|सीहोर|260
 437|Vidisha|विदिशा
  144|Vidisha|विदिशा|263;145|Basoda|बासौदा|246;146|Kurwai|कुरवाई|274;147|Sironj|सिरोंज|258
  148|Shamshabad|शमशाबाद|232
IND|Indore|इंदौर
 410N|Indore Nagar|इन्दौर नगर
  204|Indore-1|इन्दौर-1|435;205|Indore-2|इन्दौर-2|415;206|Indore-3|इन्दौर-3|267;207|Indore-4|इन्दौर-4|328
  208|Indore-5|इन्दौर-5|454
 410G|Indore Gramin|इन्दौर ग्रामीण
  203|Depalpur|देपालपुर|288;209|Dr. Ambedkar Nagar-Mhow|डॉ. अम्बेडकर नगर-महू|316;210|Rau|राऊ|341
  211|Sanwer|सांवेर|298
 403N|Dhar Nagar|धार नगर
  196|Sardarpur|सरदारपुर|264;201|Dhar|धार|331;202|Badnawar|बदनावर|251
 403G|Dhar Gramin|धार ग्रामीण
  197|Gandhwani|गंधवानी|298;198|Kukshi|कुक्षी|286;199|Manawar|मनावर|280;200|Dharampuri|धरमपुरी|257
 412|Jhabua|झाबुआ
  193|Jhabua|झाबुआ|335;194|Thandla|थांदला|293;195|Petlawad|पेटलावद|306
 639|Alirajpur|अलीराजपुर
  191|Alirajpur|अलीराजपुर|290;192|Jobat|जोबट|335
NIM|Nimar|निमाड़
 414|Khargone|खरगोन
  181|Bhikangaon|भीकनगांव|280;182|Badwah|बड़वाह|270;183|Maheshwar|महेश्वर|270;184|Kasrawad|कसरावद|269
  185|Khargone|खरगोन|277;186|Bhagwanpura|भगवानपुरा|290
 393|Barwani|बड़वानी
  187|Sendhawa|सेंधवा|321;188|Rajpur|राजपुर|298;189|Pansemal|पानसेमल|291;190|Badwani|बड़वानी|310
 405|Khandwa|खण्डवा
  175|Mandhata|मांधाता|254;176|Harsud|हरसूद|262;177|Khandwa|खण्डवा|328;178|Pandhana|पंधाना|319
 397|Burhanpur|बुरहानपुर
  179|Nepanagar|नेपानगर|304;180|Burhanpur|बुरहानपुर|370
UJN|Ujjain|उज्जैन
 435N|Ujjain Nagar|उज्जैन नगर
  216|Ujjain Uttar|उज्जैन उत्तर|278;217|Ujjain Dakshin|उज्जैन दक्षिण|295
 435G|Ujjain Gramin|उज्जैन ग्रामीण
  212|Nagda-Khachrod|नागदा-खाचरोद|265;213|Mahidpur|महिदपुर|247;214|Tarana|तराना|225;215|Ghatiya|घट्टिया|257
  218|Badnagar|बड़नगर|238
 402|Dewas|देवास
  170|Sonkatch|सोनकच्छ|275;171|Dewas|देवास|318;172|Hatpipliya|हाटपिपल्या|240;173|Khategaon|खातेगांव|260
  174|Bagali|बागली|282
 430|Shajapur|शाजापुर
  167|Shajapur|शाजापुर|274;168|Shujalpur|शुजालपुर|247;169|Kalapipal|कालापीपल|257
 667|Agar Malwa|आगर मालवा
  165|Susner|सुसनेर|273;166|Agar|आगर|264
MDS|Mandsaur|मंदसौर
 416|Mandsaur|मन्दसौर
  224|Mandsour|मन्दसौर|310;225|Malhargarh|मल्हारगढ़|289;226|Suwasra|सुवासरा|319;227|Garoth|गरोठ|294
 419|Neemuch|नीमच
  228|Manasa|मनासा|237;229|Neemuch|नीमच|275;230|Jawad|जावद|217
 423|Ratlam|रतलाम
  219|Ratlam Rural|रतलाम ग्रामीण|245;220|Ratlam City|रतलाम शहर|273;221|Sailana|सैलाना|239;222|Jaora|जावरा|274
  223|Alot|आलोट|262
JBP|Jabalpur|जबलपुर
 411N|Jabalpur Nagar|जबलपुर नगर
  97|Jabalpur Purba|जबलपुर पूर्व|299;98|Jabalpur Uttar|जबलपुर उत्तर|285;99|Jabalpur Cantt|जबलपुर केंट|263
  100|Jabalpur Paschim|जबलपुर पश्चिम|308
 411G|Jabalpur Gramin|जबलपुर ग्रामीण
  95|Patan|पाटन|308;96|Bargi|बरगी|281;101|Panagar|पनागर|308;102|Sihora|सिहोरा|276
 413|Katni|कटनी
  91|Barwara|बड़वारा|289;92|Vijayraghavgarh|विजयराघवगढ़|273;93|Murwara|मुड़वारा|300;94|Bahoriband|बहोरीबंद|286
 418|Narsinghpur|नरसिंहपुर
  118|Gotegaon|गोटेगांव|256;119|Narsinghpur|नरसिंहपुर|278;120|Tendukheda|तेन्दूखेड़ा|220
  121|Gadarwara|गाडरवारा|244
 415|Mandla|मंडला
  105|Bichhiya|बिछिया|313;106|Niwas|निवास|312;107|Mandla|मण्डला|324
 404|Dindori|डिंडोरी
  103|Shahpura|शहपुरा|322;104|Dindori|डिण्डोरी|309
CHW|Chhindwara|छिंदवाड़ा
 399|Chhindwara|छिन्दवाड़ा
  122|Junnardeo|जुन्नारदेव|271;123|Amarwara|अमरवाड़ा|299;124|Chaurai|चौरई|250;126|Chhindwara|छिन्दवाड़ा|321
  127|Parasia|परासिया|262
 785|Pandhurna|पांढुर्णा
  125|Saunsar|सौंसर|248;128|Pandhurna|पांढुर्णा|252
 428|Seoni|सिवनी
  114|Barghat|बरघाट|290;115|Seoni|सिवनी|320;116|Keolari|केवलारी|305;117|Lakhnadon|लखनादौन|337
 392|Balaghat|बालाघाट
  108|Baihar|बैहर|280;109|Lanji|लांजी|289;110|Paraswada|परसवाड़ा|261;111|Balaghat|बालाघाट|278
  112|Waraseoni|वारासिवनी|245;113|Katangi|कटंगी|243
REW|Rewa|रीवा
 424|Rewa|रीवा
  68|Sirmour|सिरमौर|250;69|Semariya|सेमरिया|250;70|Teonthar|त्योंथर|246;73|Mangawan|मनगवां|284
  74|Rewa|रीवा|268;75|Gurh|गुढ़|266
 766|Mauganj|मऊगंज
  71|Mauganj|मऊगंज|258;72|Deotalab|देवतालाब|276
 426|Satna|सतना
  61|Chitrakoot|चित्रकूट|258;62|Raigaon|रैगांव|257;63|Satna|सतना|308;64|Nagod|नागौद|269
  67|Rampur-Baghelan|रामपुर-बघेलान|303
 784|Maihar|मैहर
  65|Maihar|मैहर|295;66|Amarpatan|अमरपाटन|284
 433|Sidhi|सीधी
  76|Churhat|चुरहट|297;77|Sidhi|सीधी|292;78|Sihawal|सिहावल|294;82|Dhauhani|धौहनी|296
 638|Singrauli|सिंगरौली
  79|Chitrangi|चितरंगी|294;80|Singrauli|सिंगरौली|282;81|Devsar|देवसर|279
SHD|Shahdol|शहडोल
 429|Shahdol|शहडोल
  83|Beohari|ब्यौहारी|334;84|Jaisinghnagar|जयसिंहनगर|307;85|Jaitpur|जैतपुर|304
 436|Umaria|उमरिया
  89|Bandhavgarh|बांधवगढ़|267;90|Manpur|मानपुर|302
 390|Anuppur|अनूपपुर
  86|Kotma|कोतमा|197;87|Anuppur|अनूपपुर|226;88|Pushprajgarh|पुष्पराजगढ़|247
`

/** The mandals of Mandsaur district, known by name, under their seats; which seat each belongs to is assumed. */
export const NAMED_MANDALS = `
224
 1|Daloda|दलोदा;2|Magramata Ji|मगरामाता जी;3|Mandsaur Gramin|मंदसौर ग्रामीण;4|Mandsaur Uttar|मंदसौर उत्तर
 5|Mandsaur Dakshin|मंदसौर दक्षिण
225
 1|Gurjar Bardia|गुर्जर बरडिया;2|Dhundhadka|धुंधधड़का;3|Budha|बुढा;4|Pipliya Mandi|पिपलिया मंडी
 5|Malhargarh|मल्हारगढ़
226
 1|Shamgarh|शामगढ़;2|Suwasra|सुवासरा;3|Basai|बसाई;4|Sitamau|सीतामऊ;5|Kyampur|क्यामपुर
 6|Sitamau Gramin|सीतामऊ ग्रामीण
227
 1|Bhensoda|भेंसोदा;2|Bhanpura|भानपुरा;3|Garoth|गरोठ;4|Melkheda|मेलखेडा;5|Khadawda|खड़ावदा
`
