/** The words of Patna's village names as `english devanagari`; the spellings are ours, not an official list. */
export const PATNA_WORDS = `
abdal अब्दाल;abdhara अबधारा;abdul अब्दुल;abdullah अब्दुल्ला;abgilla अबगिल्ला;abu अबू;achhua अछुआ
achuara अचुआरा;adam आदम;adhpa अधपा;adla अदला;adli अदली;aga आगा;agwan अगवान;ahia अहिया;ahmad अहमद
ahranwan अहरांवां;ahuara अहुआरा;aidal ऐदल;aima ऐमा;aiman ऐमन;ainio ऐनियो;ajawan अजवां;ajda अजदा;akauna अकौना
akbar अकबर;akharia अखरिया;akhtiar अख्तियार;akil अकिल;alabakhsh अलाबख्श;alam आलम;alawal अलावल;ali अली
amahra अमहरा;amar अमर;amina अमीना;amwa अमवा;anand आनंद;anant अनंत;anauli अनौली;anda अंडा;andehri अंदेहरी
anhari अन्हारी;anjni अंजनी;ankuri अंकुरी;arap अराप;arari अरारी;armar अरमार;asawan असावां;ashraf अशरफ;aso असो
ata अता;atar अतार;ataulah अताउल्ला;athmalgola अथमलगोला;atnauwan अतनौवां;aurang औरंग;auta औंटा;az अज़
babakkar बाबक्कर;babhan बाभन;babhangawan बभनगांवां;babu बाबू;bad बाद;badal बादल;badi बादी;bado बदो
baduri बदुरी;bag बाग;bagh बाघ;baghakol बाघाकोल;baghbar बाघबर;baghi बाघी;bah बह;bahadur बहादुर;bahram बहराम
bahrawan बहरावां;bahuara बहुआरा;bahuwara बहुवारा;baigawan बैगवां;baijal बैजल;bairam बैरम;bairi बैरी
bairia बैरिया;baisa बैसा;bajan बाजन;bakar बकर;bakawan बकावां;bakhtiar बख्तियार;bakua बकुआ;bali बाली
baliari बलियारी;balua बलुआ;balwa बलवा;banarsi बनारसी;banauli बनौली;bandi बंदी;bangalia बंगालिया;bank बांक
banki बांकी;banwari बनवारी;bara बारा;barah बराह;barant बरंत;barawan बरावां;barda बरदा;bardiha बरडीहा;bare बारे
barh बाढ़;barhaiya बड़हिया;barhan बरहन;barhauna बरहौना;barhia बरहिया;bari बारी;baria बरिया
bariakhurd बरियाखुर्द;bariar बरियार;barka बड़का;barkhurdar बरखुरदार;barki बड़की;barni बरनी;baruane बरुआने
baruna बरुना;basaur बसौर;basaurha बसौढ़ा;basaurhi बसौढ़ी;basawan बसावन;basiawan बसियावां;basuhar बसुहार
bathoi बथोई;batrauli बतरौली;baurihi बौरीही;bauwan बौवां;bazid बाजिद;bazit बाजित;bea ब्या;bedauli बेदौली
beg बेग;behrawan बेहरावां;bela बेला;belaunra बेलौंड़ा;belchhi बेलछी;belhauri बेलहौरी;belouna बेलौना
bendauli बेंदौली;beni बेनी;berar बेरार;beri बेरी;bhabhaul भभौल;bhadaur भदौर;bhadaura भदौरा;bhadsara भदसारा
bhagwan भगवान;bhagwati भगवती;bhai भाई;bhaisawan भैंसावां;bhakhra भखरा;bhakhri भखरी;bhalua भलुआ;bharath भरथ
bharbhesar भरभेसर;bhatauli भटौली;bhataurha भटौढ़ा;bhatgawanan भटगावनान;bhawanian भवानियां;bhelaura भेलौरा
bhelura भेलुरा;bhergawan भेड़गांवां;bherharia भेड़हरिया;bhikhu भीखू;bhikhua भिखुआ;bhilora भिलोरा;bhim भीम
bhimni भीमनी;bhogi भोगी;bhujaur भुजौर;bhusaula भुसौला;bibi बीबी;bichhedi बिछेड़ी;bidauli बिदौली;bigha बिगहा
bihari बिहारी;bihta बिहटा;bij बीज;bijaigopal बिजयगोपाल;bijaura बिजौरा;bikram बिक्रम;bilap बिलाप
bilaunti बिलौंटी;binaika बिनैका;binaikapali बिनैकापाली;bindaul बिंदौल;bir बीर;birbhan बीरभान;birdhaur बिरधौर
birhana बिरहाना;birra बिर्रा;bisar बिसार;bishun बिशुन;bisun बिसुन;bitaura बितौरा;bolaur बोलौर
budhgawan बुधगांवां;burhan बुरहान;burhara बुरहारा;buzurg बुजुर्ग;cantonment छावनी;chain चैन;chak चक
chakia चकिया;chakpul चकपुल;chaksamaya चकसमया;chamardih चमरडीह;champa चंपा;chamuchak चमुचक;chanaki चनकी
chanan चानन;chanda चांदा;chandhaus चंढौस;chandni चांदनी;chapaur चपौर;chara चारा;charma चरमा
chaturbhuj चतुर्भुज;chauhattar चौहत्तर;chauki चौकी;chaunra चौंरा;chaura चौरा;chauri चौरी;chauthia चौथिया
chechaul चेचौल;chesi चेसी;chhappan छप्पन;chhapra छपरा;chhati छाती;chhatna छतना;chhitar छितर;chhitman छितमन
chhitnawan छितनावां;chhitni छितनी;chhitrauli छितरौली;chhitu छीतू;chhotka छोटका;chhotki छोटकी;chichaul चिचौल
chichourha चिचौढ़ा;chihunta चिहुंटा;chihut चिहुट;chiksi चिकसी;chilbili चिलबिली;chimo चिमो;chintamani चिंतामणि
chipra चिपरा;chiraura चिरौरा;chisti चिश्ती;chithaul चिथौल;chotka छोटका;colony कॉलोनी;dahaur दहौर;dahia दहिया
dahibhatta दहीभट्टा;dalan दालान;dalani दालानी;dalel दलेल;dalip दलीप;dallu दल्लू;dammar दम्मर;dana दाना
danara दनारा;daniawan दनियावां;danisman दानिशमन;darashikoh दाराशिकोह;daria दरिया;darwe दरवे;darwesh दरवेश
datiana दतियाना;daualat दौलत;daud दाऊद;daulat दौलत;deal दयाल;dedur देदुर;dehri डेहरी;dekuli देकुली
deodaha देवदहा;deokali देवकली;deora देवरा;deoria देवरिया;dewan दीवान;dhakarpos ढकरपोस;dhama धामा;dhamaul धमौल
dhanak धनक;dhanauti धनौती;dhanruwa धनरूआ;dhanuki धनुकी;dhanwan धनवां;dharahra धरहरा;dharam धरम;dhaul धौल
dhibra ढिबरा;dhiwar ढीवर;dhobhawan ढोभावां;dhobiakala धोबियाकाला;dhokahra ढोकहरा;diara दियारा;digha दीघा
dighwa दिघवा;dighwara दिघवारा;dih डीह;diha डीहा;dihra डिहरा;dihri डिहरी;dilawar दिलावर;dina दाना;diso दिसो
dobh डोभ;doghra दोघरा;doman डोमन;donra दोनरा;dorwan दोरवां;dost दोस्त;dubhara दुभारा;dudhia दुधिया;dugwa दुगवा
dujra दुजरा;dullah दुल्ला;dumaria डुमरिया;dumra डुमरा;dumri डुमरी;ekauna एकौना;ekdanga एकडंगा;english इंग्लिश
erai एरई;etwa एतवा;fahim फहीम;farid फरीद;faridan फरीदन;fatah फतह;fateh फतेह;fateha फतेहा;fatwah फतुहा
fazla फजला;gadai गदाई;gadan गदन;gafuri गफूरी;gahra गहरा;gaias गयास;gandhu गंधू;ganga गंगा;ganghara गंगहारा
gani गनी;ganj गंज;ganja गांजा;gaon गांव;garh गढ़;garihara गरिहारा;gauhar गौहर;gaura गौरा;gauri गौरी;gaus गौस
gayas गयास;geruari गेरुआरी;ghansham घनश्याम;ghansur घनसुर;ghorahuwan घोड़ाहुवां;ghoran घोरन;ghoratap घोड़ाटाप
ghordaur घोड़दौड़;ghoswari घोसवरी;ghurna घुरना;girwari गिरवारी;goar गोआर;goasa गोआसा;gobind गोविंद;goias गोयास
gon गोन;gona गोना;gonawan गोनावां;gopai गोपाई;gopal गोपाल;gopi गोपी;gorakhri गोरखरी;gorgawan गोरगांवां
gorhiari गोढ़ियारी;gorhna गोढ़ना;goshain गोसाईं;gousgang गौसगंज;gram ग्राम;guah गुआह;gudram गुदराम;gulal गुलाल
gulam गुलाम;gulli गुल्ली;gurpati गुरपति;gyan ज्ञान;habas हबस;habsa हबसा;hadi हादी;hafiz हाफिज;haibat हैबत
haji हाजी;haldi हल्दी;hansa हंसा;hanso हंसो;har हर;harauli हरौली;harbans हरबंस;hardia हरदिया;harla हरला
harlochan हरलोचन;harsham हरशाम;harshankar हरशंकर;hasan हसन;hashim हाशिम;hathdahidh हथदहिध;hathdeh हथदेह
hathiakan हथियाकान;hathidah हाथीदह;hathsar हथसार;hatia हटिया;hedaiat हिदायत;helha हेलहा;heman हेमन;hemza हेमजा
hetan हेतन;hinduni हिंदुनी;hiraman हीरामन;hiranand हीरानंद;housing हाउसिंग;hulas हुलास;hunrari हुंडरारी
ibrahim इब्राहिम;ichi इच्छी;ijarta इजरता;ilahi इलाही;imad इमाद;indauli इंदौली;indo इंदो;isa ईसा;islam इस्लाम
ismail इस्माइल;itawa इटावा;jado जादो;jafar जाफर;jafra जफरा;jag जग;jagdish जगदीश;jagirdari जागीरदारी
jagmal जगमाल;jainti जयंती;jaiti जैती;jaitiya जैतिया;jal जल;jalal जलाल;jalgobind जलगोविंद;jamal जमाल
jamharu जमहारू;jamna जमुना;jamsaut जमसौत;jamui जमुई;jan जान;janak जनक;janarjan जनार्जन;jani जानी
janpara जनपारा;jarkha जरखा;jaunpuri जौनपुरी;jazira जजीरा;jethuli जेठुली;jinat जीनत;jittu जित्तू;jiuri जिउरी
jiyai जियाई;jol जोल;jujhar जुझार;kab काब;kabir कबीर;kachhar कछार;kachhuara कछुआरा;kadehra कदेहरा;kadim कदीम
kafar काफर;kaili कैली;kaima कैमा;kaimadih कैमाडीह;kala काला;kalan कलां;kalhe कल्हे;kali काली;kalian कल्याण
kalu कालू;kalyan कल्याण;kamal कमाल;kamarji कमरजी;kamta कामता;kanaura कनौरा;kanchan कंचन;kandap कंडाप
kanhai कन्हाई;kanhauli कन्हौली;kanpa कनपा;kansari कंसारी;kanso कंसो;kansra कंसरा;kanta कांटा;karai कराई
karan करण;karanauti करनौती;karanja करंजा;karara करारा;karari करारी;kararia करारिया;karauta करौटा;karauti करौती
kardaha करदहा;karjan करजान;karmor करमोर;karwa करवा;kasaha कसहा;kasara कसारा;kashi काशी;kashmiriya कश्मीरिया
kasim कासिम;katari कटारी;katauna कटौना;katautia कटौतिया;katesar कटेसर;katka कटका;kauri कौड़ी;kauria कौड़िया
kazi काजी;kedal केदल;kelhan केल्हन;keora केवड़ा;keorha केवढ़ा;keota केवटा;keoti केवटी;kewai केवई;kewali केवाली
kha खा;khagaul खगौल;khaira खैरा;khairi खैरी;khajurar खजुरार;khajuri खजूरी;khan खान;khanda खंडा;khandha खंधा
khania खनिया;khaprail खपरैल;khapuri खपुरी;kharag खड़ग;kharant खरंट;kharanti खरंटी;kharauna खरौना
kharbhaiya खरभैया;khardiha खरडीहा;kharphar खरफर;kharwa खरवा;khas खास;khatka खटका;khatun खातून;khedar खेदार
khirodhar खिरोधर;khizir खिजिर;khudmir खुदमीर;khurd खुर्द;khurram खुर्रम;khusdihra खुसडिहरा;khusru खुसरू
kiamuddin कयामुद्दीन;kisun किसुन;kita किता;kodahri कोडहरी;kohawan कोहावां;kol कोल;kolhar कोल्हर;koli कोली
kopa कोपा;kopakalan कोपाकलां;koraiya कोरैया;korari कोरारी;korawan कोरावां;koriawan कोरियावां;korji कोरजी
korra कोर्रा;kosut कोसुत;kothawan कोथवां;kothia कोठिया;kujawan कुजवां;kumhra कुम्हरा;kumhraura कुम्हरौरा
kundi कुंडी;kura कुरा;kurha कुरहा;kurkuri कुरकुरी;kurmi कुर्मी;kurtha कुर्था;kurthaur कुरथौर;kutbi कुतबी
kutlu कुतलू;kutub कुतुब;lachhman लछमन;lachhmi लक्ष्मी;lachhuman लछुमन;lahlad लहलाद;lahsuna लहसुना;lai लई
lakhan लखन;lakhi लाखी;lakhna लखना;lakhnaur लखनौर;lakhni लखनी;lal लाल;lalbewa लालबेवा;lanka लंका;larha लढ़ा
lashkari लश्करी;lawaich लवाइच;lodi लोदी;machhalpurlai मछलपुरलई;machhariawan मछरियावां;madari मदारी;madat मदद
maddhu मद्धू;madho माधो;madhwa मधवा;mahabali महाबली;mahadeo महादेव;mahaj महज;mahal महल;mahamda महमदा
mahammad महम्मद;maharaj महाराज;mahazi महाजी;mahbano महबानो;mahmuda महमूदा;mahua महुआ;mahuar महुआर;mahuli महुली
mai मई;main मैन;majhan मझन;majhauli मझौली;majhla मझला;majra मजरा;makbul मकबूल;makhdum मखदूम;makhmil मखमिल
maksud मकसूद;mal माल;malahi मलाही;malchak मालचक;mamarkha ममरखा;mamrez ममरेज;man मान;maner मनेर;mangar मंगर
mangarpal मंगरपाल;mangila मंगिला;manhgu मंहगू;manik मानिक;mankaura मनकौरा;mankurha मनकुरहा;manohar मनोहर
manora मनोरा;mansingh मानसिंह;maranchi मरांची;marwa मरवा;masarhi मसाढ़ी;masatthu मसत्थू;masaurha मसौढ़ा
masaurhi मसौढ़ी;masna मसना;masud मसूद;masume मासूमे;mathura मथुरा;mauji मौजी;maula मौला;mauli मौली;mauri मौरी
maya माया;mekra मेकरा;meora मेवरा;mera मेरा;mianchak मियांचक;milik मिलिक;milki मिल्की;minakurha मीनाकुरहा
mir मीर;mircha मिर्चा;mirchak मीरचक;mirchi मिर्ची;mirdaha मिर्दाहा;mirza मिर्जा;misi मिसी;mitan मितन
mitha मीठा;mobarak मोबारक;modahi मोदही;mogal मोगल;mohabbat मोहब्बत;mohammad मोहम्मद;mohan मोहन;mohbada मोहबादा
mohbali मोहबली;mohibali मोहिबअली;mohiuddin मोहिउद्दीन;mohsin मोहसिन;mojahid मोजाहिद;mokama मोकामा
mokameh मोकामा;mokim मोकीम;molraj मोलराज;momin मोमिन;monije मोनिजे;mor मोर;morasda मोरसदा;moriawan मोरियावां
mozaffar मोजफ्फर;muhammad मुहम्मद;mulraj मूलराज;mundi मुंडी;munrera मुंडेरा;munse मुंसे;murad मुराद
muraj मुराज;murar मुरार;murgia मुर्गिया;murka मुरका;mustafa मुस्तफा;muzaffar मुजफ्फर;nabi नबी;nad नद
nadaul नदौल;nadauna नदौना;nadhari नधारी;nadiawan नदियावां;nadwan नदवां;nagabihta नगाबिहटा;nagahra नगहरा
nagar नगर;nagauli नगौली;nagla नगला;nagwan नगवां;nahar नहर;nahwan नहवां;najibullah नजीबुल्ला;narain नारायण
naraina नारायणा;narauli नरौली;narhanna नरहन्ना;narhi नरही;narwan नरवां;nasir नासिर;nasrat नसरत;nataul नतौल
nathu नाथू;naubat नौबत;nauhi नौही;nauranga नौरंगा;nawa नावा;nawada नवादा;nawasi नवासी;naya नया;neamat नियामत
nemra नेमरा;nemrapali नेमरापाली;neria नेरिया;netar नेतर;neura नेउरा;neuri नेउरी;newa नेवा;nigam निगम
nihura निहुरा;nijhra निझरा;nima नीमा;niman निमन;nimi निमी;nirak निरक;nirakh निरख;nisar निसार
nisiawan निसियावां;niyamat नियामत;niyazi नियाजी;nizam निजाम;nizamat निजामत;no नं.;noh नोह;nohsa नोहसा
nondiha नोनडीहा;nur नूर;nura नूरा;nuri नूरी;nuruddin नूरुद्दीन;oiara ओइयारा;pabhera पभेड़ा;pabheri पभेड़ी
pachasa पचासा;pachhattar पचहत्तर;pachmahla पचमहला;pachrukhia पचरुखिया;pahlad पहलाद;pai पै;paigammar पैगंबर
paijuna पैजुना;paikauli पैकौली;paina पैना;painal पैनाल;painathi पैनाठी;painra पैनरा;pakar पाकड़;pakauli पकौली
pakauliya पकौलिया;pakaura पकौड़ा;pakrandha पकरंधा;pakri पकड़ी;pal पाल;palaki पालकी;palanga पलंगा;pali पाली
paltu पलटू;pana पाना;panchayat पंचायत;pandarakh पंडारक;pande पांडे;pandit पंडित;panhara पनहारा;panre पांडे
pansari पंसारी;pansuhi पंसुही;panwar पनवार;paran परान;parasram परसराम;pareo परेव;parishad परिषद
parkhotim परखोतिम;parmanki परमानकी;parri पर्री;parsa परसा;parsaman परसामन;parsaunra परसौंड़ा;part भाग
parthu परथू;pasihi पसिही;pataliputra पाटलिपुत्र;patauna पतौना;pathak पाठक;patharhat पथरहट;patila पटिला
patla पतला;patna पटना;patringa पतरिंगा;patut पतुत;pear प्यार;pem पेम;phul फूल;phulel फुलेल;phulwari फुलवारी
phulwaria फुलवरिया;pijrawan पिजरावां;pipardaha पिपरदहा;pipra पिपरा;piprawan पिपरावां;pir पीर;pirhi पीढ़ी
pitambar पीतांबर;pitaunjia पितौंझिया;pitwans पितवांस;poawan पोआवां;pokharpar पोखरपर;pothi पोठी;punadih पुनाडीह
punda पुंडा;pur पुर;pura पुरा;purainian पुरैनियां;purania पुरनिया;rabia रबिया;rafi रफी;raghunath रघुनाथ
rahi राही;rahim रहीम;rahiman रहिमान;rahman रहमान;rai राय;raili रैली;rais रईस;raji राजी;rakbe रकबे
raksia रकसिया;ram राम;raman रमन;ramdas रामदास;ramji रामजी;ramtari रामतरी;rana राणा;rani रानी
ranisarai रानीसराय;rarha राढ़ा;rasal रसाल;rasul रसूल;rasula रसूला;raunia रौनिया;raunian रौनियां;rewa रेवा
rewan रेवां;ruknuddin रुकनुद्दीन;rukun रुकुन;rupa रूपा;rupas रूपस;sabal सबल;sabar साबर;sabaz सबज
sabnima सबनीमा;sadawe सदावे;sadi सादी;sadik सादिक;sadiq सादिक;sadiso सदीसो;sadullah सादुल्ला;safi सफी
saguni सगुनी;saheb साहेब;sahnaura सहनौरा;sahora सहोरा;sahri सहरी;sahru सहरू;said सैद;saida सैदा;saidan सैदन
saidani सैदानी;saim सैम;sain साईं;sakraicha सकरैचा;saksohara सकसोहरा;saksohra सकसोहरा;salar सालार;saleh सालेह
salim सलीम;samaya समया;samsara समसारा;sanda सांडा;sandal संदल;sanghat संघट;sangram संग्राम;sanrari संरारी
sapahua सपहुआ;sarai सराय;saraia सरैया;saraiya सरैया;sarang सारंग;sarari सरारी;sarasat सरासत;sarbadahi सरबदही
sarbahan सरबहन;sarfarz सरफराज;sarhan सरहन;sarkoti सरकोटी;sarkuna सरकुना;sarshikan सरशिकन;sarsi सरसी
sarthua सरथुआ;sarwan सरवां;sarwar सरवर;satauli सतौली;satparsa सतपरसा;sattar सत्तर;sawani सवनी;sedura सेदुरा
sehra सेहरा;semhari सेमहरी;semri सेमरी;seonar सेवनार;seoti सेवती;shafi शफी;shah शाह;shaha शाहा;shahbaz शाहबाज
shahista शाहिस्ता;shahjahan शाहजहां;shaho शाहो;shahzad शहजाद;shaista शाइस्ता;shakar शकर;shankar शंकर
shankarpatti शंकरपट्टी;sharfa शरफा;sharif शरीफ;sharishta शरिश्ता;shekh शेख;sheodaha शिवदहा;sher शेर
shirwar शिरवार;shivgarh शिवगढ़;siddhi सिद्धि;sihi सीही;sihora सिहोरा;sikandar सिकंदर;sikandra सिकंदरा
sikaria सिकरिया;silhouri सिल्हौरी;simli सिमली;simra सिमरा;simri सिमरी;singhara सिंघारा;singriawan सिंगरियावां
siram सीराम;siri सिरी;siria सिरिया;sirichand सिरीचंद;sirpal सिरपाल;sirpat सिरपत;sirsi सिरसी
sirsikalan सिरसीकलां;sisauna सिसौना;sitjain सीतजैन;soima सोइमा;sona सोना;sonaru सोनारू;sonawan सोनावां
soniawan सोनियावां;sonmai सोनमई;soram सोरम;soti सोती;suarmarwa सुअरमरवा;subba सुब्बा;suitha सुइथा;sukar शुकर
sukhathia सुखठिया;sultan सुल्तान;sundar सुंदर;supahuli सुपहुली;supan सुपन;suraj सूरज;taj ताज;talib तालिब
tanr टांड़;tanrwan टांड़वां;tar तार;tarachand ताराचंद;taran तारण;tarari तरारी;taraura तरौरा;taregna तारेगना
tari तारी;tarvan तरवां;tarwa तरवा;tarwan तरवां;taufir तौफीर;tegharaila तेघरैला;telhara तेल्हारा;thakuri ठकुरी
thal थल;thamawan थमावां;thubha थुभा;tikait टिकैत;til तिल;tilak तिलक;tilhar तिल्हर;tilhari तिल्हारी
tilhwan तिल्हवां;tineri तिनेरी;tirmohani तिरमोहानी;tiskhora तिसखोरा;tiskhura तिसखुरा;tola टोला;top टोप
torni तोरनी;tulsi तुलसी;turk तुर्क;uchauri उचौरी;udai उदय;udaini उदैनी;ufraul उफरौल;ular उलार;uparwar उपरवार
urf उर्फ;usfa उसफा;usman उस्मान;usri उसरी;wajid वाजिद;wali वली;waris वारिस;wazir वजीर;yakub याकूब;yusuf यूसुफ
zabti जब्ती;zahid जाहिद;ziauddin जियाउद्दीन;zohra जोहरा
`
