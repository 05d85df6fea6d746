import { inDevanagari, type LevelRow, outline, three, type UnitRow, withAliases } from './expand.ts'
import { PATNA_VILLAGES } from './patna-villages.ts'
import { PATNA_WORDS } from './patna-words.ts'

// District > block.
const BLOCKS = `
212|Patna|पटना
 1415|Athmalgola|अथमलगोला;1414|Bakhtiarpur|बख्तियारपुर;1417|Barh|बाढ़;1416|Belchhi|बेलछी;1403|Bihta|बिहटा
 1405|Bikram|बिक्रम;1412|Daniawan|दनियावा;1409|Dhanarua|धनरूआ;1399|Dinapur-Cum-Khagaul|दानापुर
 1406|Dulhin Bazar|दुल्हिन बाज़ार;1411|Fatwah|फतुहाँ;1419|Ghoswari|घोसवरी;1413|Khusrupur|खुसरूपुर
 1398|Maner|मनेर;1408|Masaurhi|मसौढ़ी;1420|Mokameh|मोकामा;1404|Naubatpur|नौबतपुर;1407|Paliganj|पालीगंज
 1418|Pandarak|पंडारक;1400|Patna Rural|पटना;1402|Phulwari|फुलवारी;1410|Punpun|पुनपुन;1401|Sampatchak|संपतचक
188|Araria|अररिया
 1116|Araria|अररिया;1114|Bhargama|भरगामा;1113|Forbesganj|फारबिसगंज;1120|Jokihat|जोकीहाट
 1117|Kursakatta|कुर्सकत्ता;1112|Narpatganj|नरपतगंज;1119|Palasi|पलासी;1115|Raniganj|रानीगंज;1118|Sikti|सिकटी
611|Arwal|अरवल
 1542|Arwal|अरवल;1543|Kaler|कलेर;1544|Karpi|करपी;1546|Kurtha|कुर्था
 1545|Sonbhadra Banshi Suryapur|सोनभद्र बंशी सुर्यापुर
189|Aurangabad|औरंगाबाद
 1481|Aurangabad|औरंगाबाद;1482|Barun|बारुन;1476|Daudnagar|दाऊदनगर;1485|Deo|देव;1478|Goh|गोह
 1477|Haspura|हसपुरा;1484|Kutumba|कुटुम्बा;1486|Madanpur|मदनपुर;1483|Nabinagar|नबीनगर;1480|Obra|ओबरा
 1479|Rafiganj|रफीगंज
190|Banka|बांका
 1346|Amarpur|अमरपुर;1350|Banka|बांका;1349|Barahat|बाराहट;1355|Bausi|बौंसी;1352|Belhar|बेलहर
 1353|Chanan|चान्दन;1348|Dhuraiya|धोरैया;1354|Katoria|कटोरिया;1351|Phulidumar|फुल्लीदुमर;1347|Rajaun|रजौन
 1345|Shambhuganj|शंभुगंज
191|Begusarai|बेगूसराय
 1310|Bachhwara|बछवाडा;1316|Bakhri|बखरी;1319|Balia|बलिया;1312|Barauni|बरौनी;1314|Begusarai|बेगूसराय
 1308|Bhagwanpur|भगवानपुर;1313|Birpur|वीरपुर;1307|Cheria Bariarpur|चेरिया बरियारपुर;1305|Chhorahi|छौड़ाही
 1317|Dandari|डंडारी;1306|Garhpura|गढ़पुरा;1304|Khudabandpur|खोदवन्दपुर;1309|Mansurchak|मंसूरचक
 1320|Matihani|मटिहानी;1315|Naokothi|नावकोठी;1318|Sahebpur Kamal|साहेबपुर कमाल
 1321|Shamho Akha Kurha|शाम्हो अकहा कुरहा;1311|Teghra|तेघड़ा
192|Bhagalpur|भागलपुर
 1330|Bihpur|बिहपुर;1334|Gopalpur|गोपालपुर;1342|Goradih|गोराडीह;1337|Ismailpur|इस्माईलपुर
 1343|Jagdishpur|जगदीशपुर;1336|Kahalgaon|कहलगांव;1331|Kharik|खारीक;1329|Narayanpur|नारायणपुर
 1339|Nathnagar|नाथनगर;1332|Naugachhia|नवगछिया;1335|Pirpainti|पिरपैती;1333|Rangra Chowk|रंगरा चौक
 1338|Sabour|सबौर;1341|Shahkund|शाहकुण्ड;1344|Sonhaula|सन्हौला;1340|Sultanganj|सुलतानगंज
193|Bhojpur|भोजपुर
 1432|Agiaon|अगिआव;1422|Arrah|आरा;1423|Barhara|बरहारा;1427|Behea|बिहिया;1430|Charpokhari|चरपोखरी
 1431|Garhani|गरहनि;1428|Jagdishpur|जगदिशपुर;1424|Koilwar|कोइलवर;1429|Piro|पिरो;1434|Sahar|साहार
 1425|Sandesh|सन्देश;1421|Shahpur|शाह्पूर;1433|Tarari|तरारी;1426|Udwant Nagar|उदवंतनगर
194|Buxar|बक्सर
 1437|Barhampur|ब्रहम्पुर;1441|Buxar|बक्सर;1436|Chakki|चक्की;1438|Chaugain|चौगाई;1442|Chausa|चौसा
 1440|Dumraon|डुमरॉंव;1444|Itarhi|इटाढी;1439|Kesath|केसठ;1445|Nawanagar|नावानगर;1443|Rajpur|राजपुर
 1435|Simri|सिमरी
195|Darbhanga|दरभंगा
 1187|Alinagar|अलीनगर;1189|Bahadurpur|बहादुरपुर;1192|Baheri|बहेरी;1188|Benipur|बेनीपुर;1193|Biraul|बिरौल
 1184|Darbhanga|दरभंगा;1194|Ghanshyampur|घनश्यामपुर;1196|Gora Bauram|गौरबौरम;1190|Hanumannagar|हनुमाननगर
 1191|Hayaghat|हायाघाट;1181|Jale|जाले;1183|Keotiranway|केवटी;1195|Kiratpur|किरतपुर
 1197|Kusheshwar Asthan|कुशेश्वर स्थान;1198|Kusheshwar Asthan Purbi|कुशेश्वर स्थान पूर्वी
 1185|Manigachhi|मनीगाछी;1182|Singhwara|सिंघवारा;1186|Tardih|तारडीह
196|Gaya|गया
 1499|Amas|आमस;1493|Atri|अतरी;1500|Banke Bazar|बांकेबाजार;1510|Barachatti|बाराचट्टी;1489|Belaganj|बेलागन्ज
 1505|Bodh Gaya|बोधगया;1504|Dobhi|डोभी;1502|Dumaria|डुमरीया;1508|Fatehpur|फतेहपुर
 1495|Gaya Town C.D.Block|गया टाउन;1497|Guraru|गुरारु;1498|Gurua|गुरुआ;1501|Imamganj|ईमामगन्ज
 1490|Khizirsarai|खिजरसराय;1487|Konch|कोन्च;1494|Manpur|मानपुर;1509|Mohanpur|मोहनपुर;1492|Muhra|मोहडा
 1491|Neem Chak Bathani|नीमचक बथानी;1496|Paraiya|परैया;1503|Sherghati|शेरघाटी;1506|Tan Kuppa|टनकुप्पा
 1488|Tikari|टिकारी;1507|Wazirganj|वजीरगन्ज
197|Gopalganj|गोपालगंज
 1228|Baikunthpur|बैकुण्ठपुर;1226|Barauli|बरौली;1217|Bhorey|भोरे;1216|Bijaipur|विजयपुर;1224|Gopalganj|गोपालगंज
 1221|Hathua|हथुआ;1215|Katiya|कटेया;1219|Kuchaikote|कुचायकोट;1225|Manjha|मांझा;1218|Pach Deuri|पंचदेवरी
 1220|Phulwaria|फुलवरिया;1227|Sidhwalia|सिधवलिया;1223|Thawe|थावे;1222|Uchkagaon|उचकागांव
198|Jamui|जमुई
 1528|Barhat|बरहट;1534|Chakai|चकाई;1531|Gidhaur|गिद्धौर;1525|Islamnagar Aliganj|इस्लामनगर अलीगंज
 1527|Jamui|जमुई;1530|Jhajha|झाझा;1532|Khaira|खैरा;1529|Lakshmipur|लक्ष्मीपुर;1526|Sikandra|सिकन्दरा
 1533|Sono|सोनो
199|Jehanabad|जहानाबाद
 1539|Ghoshi|घोसी;1541|Hulasganj|हुलासगंज;1536|Jehanabad|जहानाबाद;1537|Kako|काको;1540|Makhdumpur|मखदुमपुर
 1538|Modanganj|मोदनगंज;1535|Ratni Faridpur|रातनीफरीदपुर
200|Kaimur (Bhabua)|कैमूर (भभुआ)
 1456|Adhaura|अधौरा;1453|Bhabua|भभुआ;1455|Bhagwanpur|भगवानपुर;1452|Chainpur|चैनपुर;1451|Chand|चाँद
 1450|Durgawati|दुर्गावती;1448|Kudra|कुदरा;1449|Mohania|मोहनिया;1447|Nuaon|नुआँव;1446|Ramgarh|रामगढ
 1454|Rampur|रामपुर
201|Katihar|कटिहार
 1157|Amdabad|अमदाबाद;1148|Azamnagar|आजमनगर;1146|Balrampur|बलरामपुर;1153|Barari|बरारी;1147|Barsoi|बरसोइ
 1150|Dandkhora|डंडखोरा;1142|Falka|फलका;1144|Hasanganj|हसनगंज;1145|Kadwa|कदवा;1151|Katihar|कटिहार
 1143|Korha|कोढ़ा;1155|Kursela|कुर्सेला;1156|Manihari|मनिहारी;1152|Mansahi|मनसाही;1149|Pranpur|प्राणपुर
 1154|Sameli|समेली
202|Khagaria|खगड़िया
 1322|Alauli|अलौली;1326|Beldaur|बेलदौर;1325|Chautham|चौथम;1327|Gogri|गोगरी;1323|Khagaria|खगड़िया
 1324|Mansi|मानसी;1328|Parbatta|परबत्ता
203|Kishanganj|किशनगंज
 1125|Bahadurganj|बहादुरगंज;1122|Dighalbank|दिघलबैंक;1127|Kishanganj|किशनगंज;1126|Kochadhamin|कोचाधामन
 1124|Pothia|पोठिया;1121|Terhagachh|टेढ़ागाछ;1123|Thakurganj|ठाकुरगंज
204|Lakhisarai|लखीसराय
 1365|Barahiya|बड़हिया;1369|Chanan|चानन;1371|Halsi|हलसी;1368|Lakhisarai|लखीसराय;1366|Pipariya|पिपरिया
 1370|Ramgarh Chowk|रामगढ चौक;1367|Surajgarha|सुर्यगढ़ा
205|Madhepura|मधेपुरा
 1169|Alamnagar|आलमनगर;1166|Bihariganj|बिहारीगंज;1170|Chausa|चौसा;1158|Gamharia|गम्हरिया;1160|Ghailarh|घैलाढ़
 1165|Gwalpara|ग्वालपाड़ा;1167|Kishanganj|उदाकिशुनगंज;1163|Kumarkhand|कूमारखंड;1161|Madhepura|मधेपुरा
 1164|Murliganj|मुरलीगंज;1168|Puraini|पुरैनी;1162|Shankarpur|शंकरपुर;1159|Singheshwar|सिंघेश्वर
206|Madhubani|मधुबनी
 1096|Andhratharhi|अंधराठाढ़ी;1088|Babubarhi|बाबुबरही;1082|Basopatti|बसोंपट्टी;1091|Benipatti|बेनीपट्टी
 1092|Bisfi|बिस्फी;1098|Ghoghardiha|घोघरडीह;1081|Harlakhi|हरलाखी;1083|Jainagar|जयनगर;1097|Jhanjharpur|झंझारपुर
 1090|Kaluahi|कलुआही;1089|Khajauli|खजौली;1084|Ladania|लदनिया;1099|Lakhnaur|लखनौर;1085|Laukaha|लौकहा
 1086|Laukahi|लौकाही;1100|Madhepur|मधेपुर;1093|Madhubani|मधुबनी;1080|Madhwapur|मधवापुर;1094|Pandaul|पंडौल
 1087|Phulparas|फुलपरास;1095|Rajnagar|राजनगर
207|Munger|मुंगेर
 1361|Asarganj|असरगंज;1357|Bariarpur|बरियारपुर;1359|Dharhara|धरहरा;1358|Jamalpur|जमालपुर
 1360|Kharagpur|हवेली खड़गपुर;1356|Munger|मुंगेर;1364|Sangrampur|संग्रामपुर;1362|Tarapur|तारापुर
 1363|Tetiha Bambor|टेटियाबमबर
208|Muzaffarpur|मुजफ्फरपुर
 1207|Aurai|औराई;1210|Bandra|बन्दरा;1200|Baruraj (Motipur)|बरुराज (मोतीपुर);1206|Bochaha|बोचहा
 1211|Dholi (Moraul)|ढोली (मुरौल);1209|Gaighat|गायघाट;1204|Kanti|काँटी;1208|Katra|कटरा;1213|Kurhani|कुढनी
 1203|Marwan|मड्वन;1205|Minapur|मीनापुर;1212|Musahri|मुशहरी;1201|Paroo|पारू;1199|Sahebganj|साहेबगंज
 1214|Sakra|सकरा;1202|Saraiya|सरैया
209|Nalanda|नालंदा
 1385|Asthawan|अस्थावां;1393|Ben|बेन;1386|Bihar|बिहार शरीफ;1383|Bind|बिन्द;1381|Chandi|चण्डी
 1391|Ekangarsarai|एकंगरसराय;1396|Giriak|गिरियक;1380|Harnaut|हरनौत;1390|Hilsa|हिलसा;1392|Islampur|इस्लामपुर
 1378|Karai Parsurai|करायपरसुराय;1397|Katrisarai|कतरीसराय;1379|Nagar Nausa|नगरनौसा;1387|Noorsarai|नुरसराय
 1389|Parbalpur|परवलपुर;1382|Rahui|रहुई;1394|Rajgir|राजगीर;1384|Sarmera|सरमेरा;1395|Silao|सिलाव
 1388|Tharthari|थरथरी
210|Nawada|नवादा
 1519|Akbarpur|अकबरपुर;1518|Gobindpur|गोविंदपुर;1520|Hisua|हिसुआ;1514|Kashi Chak|कशीचक;1516|Kawakol|कौवाकोल
 1522|Meskaur|मेसकौर;1511|Nardiganj|नारदीगंज;1521|Narhat|नरहट;1512|Nawada|नवादा;1515|Pakribarawan|पकरीबरावाँ
 1524|Rajauli|रजौली;1517|Roh|रोह;1523|Sirdala|सिरदला;1513|Warisaliganj|वारिसलिगंज
211|Pashchim Champaran|पश्चिम चम्पारण
 1019|Bagaha|बगहा;1029|Bairia|बैरिया;1028|Bettiah|बेतिया;1022|Bhitaha|भितहा;1025|Chanpatia|चनपटिया
 1015|Gaunaha|गौनाहा;1024|Jogapatti|योगापट्टी;1018|Lauriya|लौरिया;1021|Madhubani|मधुबनी;1016|Mainatanr|मैनटाड
 1027|Majhaulia|मझौलिया;1017|Narkatiaganj|नरकटियागंज;1030|Nautan|नौतन;1020|Piprasi|पिपरासी
 1014|Ramnagar|रामनगर;1013|Sidhaw|सिधाव;1026|Sikta|सिकटा;1023|Thakrahan|ठकराहा
213|Purbi Champaran|पूर्वी चम्पारण
 1032|Adapur|आदापुर;1045|Areraj|अरेराज;1035|Banjaria|बंजरिया;1037|Bankatwa|बनकटवा;1051|Chakia(Pipra)|चकिया
 1040|Chiraia|चिरैया;1039|Dhaka|ढाका;1038|Ghorasahan|घोडासहन;1043|Harsidhi|हरसिद्धि;1048|Kalyanpur|कल्यानपुर
 1047|Kesaria|केशरिया;1049|Kotwa|कोटवा;1055|Madhuban|मधुबन;1057|Mehsi|मेहसी;1041|Motihari|मोतिहारी
 1036|Narkatia|नरकटिया;1044|Paharpur|पहाङपुर;1052|Pakri Dayal|पकरीदयाल;1053|Patahi|पताहि;1054|Phenhara|फेनहारा
 1050|Piprakothi|पिप्रकोठी;1033|Ramgarhwa|रामगढ़वा;1031|Raxaul|रक्सौल;1046|Sangrampur|संग्रामपुर
 1034|Sugauli|सुगौली;1056|Tetaria|तेतरिया;1042|Turkaulia|तुरकौलिया
214|Purnia|पूर्णिया
 1138|Amour|अमौर;1139|Baisa|बैसा;1140|Baisi|बायसी;1128|Banmankhi|बनमनखी;1129|Barhara|बरहरा
 1130|Bhawanipur|भवानीपुर;1141|Dagarua|डगरुआ;1132|Dhamdaha|धमदाहा;1137|Jalalgarh|जलालगढ;1135|Kasba|कसबा
 1133|Krityanand Nagar|कृत्यानन्द नगर;1134|Purnia East|पुरनिया पूर्व;1131|Rupauli|रुपौली;1136|Srinagar|श्रीनगर
215|Rohtas|रोहतास
 1472|Akorhi Gola|अकोढ़ीगोला;1461|Bikramganj|बिक्रमगंज;1468|Chenari|चेनारी;1459|Dawath|दावत;1473|Dehri|डिहरी
 1458|Dinara|दिनारा;1462|Karakat|काराकाट;1467|Kargahar|करहगर;1457|Kochas|कोचस;1463|Nasriganj|नासरीगंज
 1469|Nauhatta|नौहट्टा;1466|Nokha|नोखा;1464|Rajpur|राजपुर;1475|Rohtas|रोहतास;1465|Sanjhauli|संझौली
 1471|Sasaram|सासाराम;1470|Sheosagar|शिवसागर;1460|Suryapura|सुर्यपुरा;1474|Tilouthu|तिलौथु
216|Saharsa|सहरसा
 1180|Banma Itahri|बनमा इटहरी;1174|Kahara|कहरा;1173|Mahishi|महिसी;1171|Nauhatta|नौहट्टा;1176|Patarghat|पतरघट
 1179|Salkhua|सलखुआ;1172|Satar Kataiya|सत्तरकटैया;1175|Saur Bazar|सौरबाजार
 1178|Simri Bakhtiarpur|सिमरीबख्तियारपुर;1177|Sonbarsa|सोनबरसा
217|Samastipur|समस्तीपुर
 1299|Bibhutpur|बिभुतिपुर;1303|Bithan|बिथान;1297|Dalsinghsarai|दलसिंघसराय;1302|Hasanpur|हसनपुर
 1284|Kalyanpur|कलयानपुर;1287|Khanpur|खानपुर;1293|Mohanpur|मोहनपुर;1294|Mohiuddinagar|मोहिउद्दीनगर
 1291|Morwa|मोरवा;1292|Patori|पतोरी;1289|Pusa|पुसा;1300|Rosera|रोसरा;1288|Samastipur|समस्तीपुर
 1295|Sarairanjan|सरायरंजन;1286|Shivaji Nagar|शिवाजीनगर;1301|Singhia|सिंघिया;1290|Tajpur|ताजपुर
 1298|Ujiarpur|उजियारपुर;1296|Vidyapati Nagar|विद्यापतिनगर;1285|Warisnagar|वारिसनगर
218|Saran|सारण
 1261|Amnour|अमनौर;1252|Baniapur|बनियापुर;1258|Chapra|छपरा;1264|Dariapur|दरियापुर;1266|Dighwara|दिघवारा
 1254|Ekma|एकमा;1265|Garkha|गरखा;1251|Ishupur|इसुआपुर;1256|Jalalpur|जलालपुर;1253|Lahladpur|लहलादपुर
 1262|Maker|मकेर;1255|Manjhi|मांझी;1260|Marhaura|मढ़ौरा;1248|Mashrakh|मशरख;1259|Nagra|नगरा
 1249|Panapur|पानापुर;1263|Parsa|परसा;1257|Revelganj|रिविलगंज;1267|Sonepur|सोनपुर;1250|Taraiya|तरैया
219|Sheikhpura|शेखपुरा
 1377|Ariari|अरियरी;1372|Barbigha|बरबीघा;1376|Chewara|चेवाड़ा;1375|Ghat Kusumbha|घाटकुसुमभा
 1374|Sheikhpura|शेखपुरा;1373|Shekhopur Sarai|शेखोपुरसराय
220|Sheohar|शिवहर
 1061|Dumri Katsari|डूमरी कटसरी;1059|Piprarhi|पिपराही;1058|Purnahiya|पुरनहिया;1060|Sheohar|शिवहर
 1062|Tariani Chowk|तरियानी
221|Sitamarhi|सीतामढ़ी
 1063|Bairgania|बैरगनिया;1075|Bajpatti|बाजपट्टी;1069|Bathnaha|बथनाहा;1072|Belsand|बेलसंड;1079|Bokhara|बोखरा
 1076|Charaut|चरौत;1074|Dumra|डूमरा;1065|Majorganj|मेजरगंज;1078|Nanpur|नानपुर;1067|Parihar|परिहार
 1071|Parsauni|परसौनी;1077|Pupri|पुपरी;1070|Riga|रिगा;1073|Runisaidpur|रुनीसैदपुर;1066|Sonbarsa|सोनबरसा
 1064|Suppi|सुप्पी;1068|Sursand|सुरसंड
222|Siwan|सिवान
 1243|Andar|आन्दर;1231|Barharia|बड़हरिया;1234|Basantpur|बसंतपुर;1235|Bhagwanpur Hat|भगवानपुर हाट
 1242|Darauli|दरौली;1246|Daraundha|दरौन्दा;1232|Goriakothi|गोरियाकोठी;1241|Guthani|गुठनी
 1245|Hasanpura|हसनपुरा;1238|Hussainganj|हुस्सैनगंज;1233|Lakri Nabiganj|लकड़ी नबीगंज
 1236|Maharajganj|महाराजगंज;1240|Mairwa|मैरवा;1229|Nautan|नौतन;1237|Pachrukhi|पचरुखी
 1244|Raghunathpur|रघुनाथपुर;1247|Siswan|सिसवन;1230|Siwan|सिवान;1239|Ziradei|जिरादेई
223|Supaul|सुपौल
 1102|Basantpur|बसंतपुर;1103|Chhatapur|छातापुर;1107|Kishanpur|किशनपुर;1108|Marauna|मरौना;1101|Nirmali|निर्मली
 1110|Pipra|पिपरा;1104|Pratapganj|प्रतापगंज;1105|Raghopur|राघोपुर;1106|Saraigarh Bhaptiyahi|सरायगढ़ भपटियाही
 1109|Supaul|सुपौल;1111|Tribeniganj|त्रिवेणीगंज
224|Vaishali|वैशाली
 1271|Bhagwanpur|भगवानपुर;1280|Bidupur|बिदुपुर;1273|Chehra Kalan|चेहरा कलां;1281|Desri|देसरी;1272|Goraul|गोरौल
 1278|Hajipur|हाजीपुर;1276|Jandaha|जन्दाहा;1270|Lalganj|लालगंज;1283|Mahnar|महनार;1275|Mahua|महुआ
 1274|Patepur|पातेपुर;1269|Paterhi Belsar|पतेर्ही बेलसर;1279|Raghopur|राघोपुर;1277|Raja Pakar|रजा पाकर
 1282|Sahdai Buzurg|सहदई बुज़ुर्ग;1268|Vaishali|वैशाली
`

// Endings that many village names share; the lexicon holds them and the stems before them once.
const ENDINGS = ['pura', 'pur', 'bad', 'ganj', 'nagar']

const ALIASES: Record<string, string[]> = {
  'BR-B1399': ['Danapur'],
  'BR-B1420': ['Mokama'],
  'BR-D200': ['Kaimur', 'Bhabua', 'कैमूर', 'भभुआ'],
  'BR-D211': ['West Champaran', 'पश्चिमी चंपारण'],
  'BR-D213': ['East Champaran', 'पूर्वी चंपारण'],
  'BR-D214': ['Purnea'],
}

/** The four rungs of the organisation in Bihar. */
export const biharLevels: LevelRow[] = [
  { code: 'state', nameEn: 'State', nameHi: 'राज्य' },
  { code: 'district', nameEn: 'District', nameHi: 'जिला' },
  { code: 'block', nameEn: 'Block', nameHi: 'अंचल' },
  { code: 'village', nameEn: 'Village', nameHi: 'गांव' },
]

function lexicon(): Map<string, string> {
  const words = PATNA_WORDS.split(/[;\n]/).filter((pair) => pair !== '')
  return new Map(words.map((pair): [string, string] => [pair.split(' ')[0] ?? '', pair.split(' ')[1] ?? '']))
}

function* villages(): Generator<UnitRow> {
  const words = lexicon()
  const counts = new Map<string, number>()
  for (const { depth, id: nameEn, path } of outline(PATNA_VILLAGES)) {
    const block = path[0]
    if (depth === 0 || block === undefined) continue
    const number = (counts.get(block) ?? 0) + 1
    counts.set(block, number)
    yield {
      code: `BR-B${block}-V${three(number)}`,
      parentCode: `BR-B${block}`,
      level: 'village',
      nameEn,
      nameHi: inDevanagari(nameEn, words, ENDINGS),
    }
  }
}

function* tree(): Generator<UnitRow> {
  yield { code: 'BR', parentCode: null, level: 'state', nameEn: 'Bihar', nameHi: 'बिहार' }
  for (const { depth, id, nameEn, nameHi, path } of outline(BLOCKS)) {
    if (depth === 0) yield { code: `BR-D${id}`, parentCode: 'BR', level: 'district', nameEn, nameHi }
    else yield { code: `BR-B${id}`, parentCode: `BR-D${path[0]}`, level: 'block', nameEn, nameHi }
  }
  yield* villages()
}

/** State, 38 districts, 534 blocks and the 1,350 villages and towns of Patna district; no other villages. */
export function biharUnits(): Generator<UnitRow> {
  return withAliases(tree(), ALIASES)
}
