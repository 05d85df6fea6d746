/** The villages and towns of Patna district under the ids of their blocks, one line break or `;` between two names. */
export const PATNA_VILLAGES = `
1415
 Asawan;Athmalgola;Bahadurpur;Burhara;Chak Sarwar;Chanda;Daulatpur;Dharampur;Fatehpur;Jamalpur;Jamalpur Barhia
 Kalianpur;Karjan;Mahuli;Meora;Phulelpur;Pura (Part);Ramnagar Diara (Part);Ramnagar Karari Kachhar;Sabnima
 Shahistapur;Shaistapur;Surajpura;Usmanpur
1414
 Aidal Chak;Alipur Bihta;Bahadurpur;Bakhtiarpur Nagar Panchayat;Bariarpur;Basawanpur;Bazidpur;Benipur Diara
 Chak Chhitu;Chak Daulat;Champapur;Dedur;Doman;Gangapur Narauli;Gayaspur Mahazi;Geruari;Ghansurpur;Ghoswari
 Goiaspur;Hatia;Hedaiatpur;Jagdishpur;Jinatpur;Kala Diara;Karanauti;Karauta;Lachhumanpur;Lakhanpura;Lakhipur
 Majhauli;Masudpur Diara;Mirdaha Chak;Mirdaha Chak;Misi;Mogalpura;Mohammadpur;Molrajpur Diara;Mominpur
 Mulrajpur;Ramnagar Diara (Part);Rampur;Ranisarai;Rukunpura;Saidpur;Salimpur;Saraia;Sawani;Shahpur;Sherpur
 Simri;Sirsi;Tarachandpur
1417
 Achuara;Agwanpur;Akbarpur;Alampur;Atnauwan;Bahrawan;Banarsi;Barh Nagar Parishad;Bariarpur;Bazidpur;Bazidpur
 Bazitpur;Bhatgawanan;Birhana;Burhanpur;Dahaur;Danisman Chak;Dhanwan;Diara Malahi;Dumaria;Ekdanga;Goar;Hajipur
 Hajipur English;Harbanspur;Hasan Chak;Hasan Chak;Ibrahimpur;Itawa;Jalgobind;Majra Bolaur;Masatthu;Mobarakpur
 Mogal Chak;Mokimpur;Nadwan;Nawada;Rahimanpur;Rana Bigha;Sahri;Saidpur;Salarpur;Sarkoti;Sikandra;Soima
1416
 Ahranwan;Bandi Chak;Barah;Belchhi;Bhikhu Chak;Chak Ruknuddin;Dallu Chak;Dammar Khandha;Darweshpur;Fatehpur
 Gadanpura;Gopai Chak;Harauli;Harlochanpur;Indauli;Kabir Chak;Kaima;Kaimadih Sarshikan;Kisunpur;Korari
 Kumhraura;Mahmuda Saksohra;Mahmudabad;Mankaura;Mohammadpur Nawa Bigha;Saksohara;Sikandra;Subba Khanda
1403
 Adlipur;Amahra;Amahra Gram Panchayat;Aminabad;Anandpur;Babhan Lai;Baghpur;Bahpura;Banwaripur;Basaurha
 Bazidpur;Bedauli;Bela;Bihta Nagar Panchayat;Bilap;Bindaul;Bishunpura;Chauki;Chaura Gopalpur;Dalelganj
 Daulatpur Semri;Dealpur Daulat;Dekuli;Dihri;Dilawarpur;Doghra;Doghra;Dumri;Etwa;Ghoratap;Gorhna;Hasan Chak
 Hiramanpur;Ibrahimpur;Jafra Bhagwanpur;Jaintipur;Jamnapur;Kaliganj;Kamalpur;Kanhauli;Katesar;Kauria;Kelhanpur
 Kharagpur;Kujawan;Kutlupur;Lachhmanpur;Machhalpurlai;Maddhupur;Madhopur;Mahuar;Makhdumpur;Mathura Pur
 Mithapur;Modahi;Mohiuddin Chak;Monije Chak;Munsepur;Mustafapur;Mustafapur;Nagabihta;Narainpur;Nathupur;Neura
 Neuri;Painal;Pakri;Pali;Pande Chak;Panrepur;Pareo;Parkhotimpur Painathi;Parri;Purania;Rambad;Ramnagar
 Rampur Hasan Lai;Rampur Ismail;Ramtari;Sadisopur;Samsara;Sikandarpur;Sikandarpur;Sikaria;Sirichandpur;Taregna
 Tarvan;Tikaitpur;Til Bikrampur;Tilakpura
1405
 Akhtiarpur;Amwa;Anharipur;Arap;Baghakol;Baigawan;Baliari;Baliari;Barah;Barda;Bauwan;Beni Bigha;Berar;Beri
 Bhadsara;Birdhaur;Bishunpur;Bishunpur;Chandni;Chauthia;Chichourha;Chihunta;Danara;Datiana;Donrapur;Dullahpur
 Faridpur;Girwari Tola;Gona;Gopalpur;Gopalpur;Gorakhri;Habaspur;Harpur;Hathsar;Jafra Bhagwanpur;Jamalpur
 Janpara;Kanpa;Katari;Katari;Lahladpur;Mahajpura;Mahammadpur;Majhanpura;Majhauli;Milki;Moriawan;Nagahra
 Nasirpur;Painapur;Pakrandha;Patut;Raghunathpur;Rahi;Saidabad;Sangrampur;Sarwan;Shahjahanpur;Shahpur;Shivgarh
 Sikaria;Sundarpur;Tari;Tilakpura;Wazirpur
1412
 Aiman Bigha;Bankipur Machhariawan;Barki Kewai;Chhotki Kewai;Danara;Daniawan;Dost Muhammadpur;Erai;Faridpur
 Ghoranpura;Hasanpur;Kanchanpur;Kharbhaiya;Madari Chak;Masnapur;Masudpur;Munrera;Nabi Chak;Nimi;Pir Barhauna
 Salarpur;Sarthua;Shahjahanpur;Sikandarpur;Singriawan;Taraura;Top;Warispur;Zohra Chak
1409
 Abdhara;Amarpur;Anjni;Armar;Ashrafganj;Atapur;Atarpura;Aurangpur;Aurangpur;Baghbar;Bahrampur;Bangalia;Bara
 Bardiha;Barhanpura;Bari Bigha;Barni;Basaurhi;Baurihi;Bazidpur;Bhagwanpur;Bhaipur;Bhakhri;Bhergawan;Bijpura
 Binaika;Binaikapali;Bir;Chanaki;Chhati;Chhitrauli;Chistipur;Daualatpur;Deodaha;Deokali;Dewan;Dhamaul;Dhanruwa
 Dost Muhammadpur;Dumra;Fatehpur;Gauhar Chak;Gauspur Dubhara;Gobindpur;Gonpura;Hansapur;Hansopur;Harla
 Hasanpur;Hulas Chak;Jagirdari;Jalalpur;Jamalpur;Janakpur;Kaili;Kalianpur;Kashinagar;Keorha;Kewali;Khardiha
 Khurrampur;Kosut;Larha;Lawaich;Lodipur;Mai;Majhauli;Manpur;Maya Bigha;Mianchak;Milik;Milki Dewan;Mirzapur
 Moriawan;Mozaffarpur;Muhammadpur;Mustafapur;Nadpura;Nadwan;Nasratpur;Nataul;Nawasi Chak;Nemra;Nemrapali;Niman
 Oiara;Pabhera;Pabheri;Pachhattar;Pakaura;Panditganj;Paranpura;Parmanki;Patharhat;Phulpura;Piprawan;Raipura
 Rarha;Rasula;Rupaspur;Safipur;Sahru;Sain;Sanda;Satparsa;Semhari Buzurg;Semhari Khurd;Seoti;Shahopur
 Shakarpura;Sheodaha;Siria;Sisauna;Sonmai;Tarwa;Telhara;Thubha;Walipur;Ziauddin Chak
1399
 Adampur;Akilpur;Asopur;Babakkarpur;Babhangawan;Badalpura (Part);Bari Khagaul;Batrauli;Birbhan Chak
 Bisunpur Malchak;Chhitar Chak;Dalip Chak;Dariapur;Dhibra;Dighwara Nagar Panchayat;Dinapur Cantonment
 Dinapur Nizamat Nagar Parishad;Dudhia;Faridanpur;Ganghara;Gorgawan;Harsham Chak;Hathiakan;Hetanpur;Jafarpur
 Jamsaut;Kafarpur;Kasim Chak;Kedalpura;Khedarpura;Kothawan;Kothia;Lakhni Bigha;Lodipur;Madhopur;Mainpura
 Maksudpur;Mobarakpur;Mustafapur;Nasirpur;Pakauliya;Panapur;Panapur Taufir;Pataliputra Housing Colony;Patlapur
 Ramdas Chak;Saidpura;Sandalpur;Sanrari;Shankarpatti;Shankarpur Khas;Taufir Mangar Pal;Usri;Usri Khurd
1406
 Achhua;Alipur;Amarpura;Andehri;Baduri;Baijalpur;Barka Kharwa;Belhauri;Bhadsara;Bhalua;Bharathpura;Bharbhesar
 Bhimni Chak;Chhotka Kharwa;Dhama Chak;Dorwan;Dumri;Fatehpur;Ganipur;Gulal Chak;Harpura;Ichipur;Jamui
 Jiyai Dih;Kab;Kasim Chak;Khapuri;Kopa;Koraiya;Mahabalipur;Narhi;Narwan;Nisarpura;Paipura Khurd;Pansuhi
 Pathak Milki;Pirhi;Rajipur;Raksia;Sabazpura;Sadawe;Saraiya;Sarkuna;Sherpura;Sihi;Silhouri;Singhara;Soniawan
 Sorampur;Sultanpur;Ular
1411
 Abdalpur;Abdullah Chak;Ainio;Akharia;Alawalpur;Bali;Baria Kalan;Bariakhurd;Bazidpur;Bendauli;Bhagwanpur
 Bhergawan;Bhikhua;Bhikhua;Bibipur;Bikrampur;Bikrampur Aima;Bikrampur Zabti;Buzurg;Chamardih;Dalanpur;Dariapur
 Daulatpur;Daulatpur;Daulatpur;Dumri;Fatwah Nagar Panchayat;Gangapur;Gauri Punda;Jaitiya;Jamalpur;Janarjanpur
 Jethuli;Kashmiriya;Khanpura;Kharphar;Khizirpur;Kiamuddin Chak;Kolhar;Kutubpur;Lashkari Chak;Mansinghpur
 Masarhi;Maujipur;Mominpur;Muhammadpur;Murajpur;Najibullah Chak;Naraina;Narwan;Nasirpur Balwa;Nathupur
 Niyazipur;Pachrukhia;Parsa;Pitambarpur;Rabia Chak;Raipur Balua;Raipura;Ramji Chak;Ranipur;Rasulpur Kurtha
 Rukunpur;Saidanpur;Sarbahanpur;Satauli Buzurg;Shahpur;Sirampur;Sirpatpur;Sonaru;Soti Chak;Sultanpur
 Supan Chak;Turk Diha;Usfa;Usfa;Warispur
1419
 Chak Lodi;Daudpur Tirmohani;Dhanak Dobh;Ghoswari;Gorhiari;Goshain Gaon;Karara;Keoti;Masume Chak;Mohanpur
 Paijuna;Sahri;Samaya No 1 (Rampur Narainpur);Samaya No 10 (Balwa);Samaya No 2 (Kurmi Chaksamaya)
 Samaya No 3 (Malpur);Samaya No 4 (Alinagar);Samaya No 5 (Samaya);Samaya No 6 (Milki);Samaya No 7 (Pahladpur)
 Samaya No 9 (Isanagar);Samaya No 8 (Sarfarz Nagar urf Kumhra)
1413
 Abdul Rahmanpur;Alawalpur;Chaunra;Chotka Nawada;Dalani Chak;Diso Chak;Erai Benipur;Haibatpur;Hasanpura
 Hemzapur;Ismailpur;Kasimpur;Katauna;Khirodharpur;Khusrupur Nagar Panchayat;Kohawan;Kurtha;Lodipur;Malpur
 Marwa;Mohsinpur;Muhammadpur;Mustafapur;Mustafapur;Netar;Nuruddinpur;Phulwaria;Rasulpur;Shafipur;Shekhpura
 Sukar Beg Chak;Tilhar
1398
 Ahiapur Maner;Bag Aga;Baghi;Balua;Bank;Beapur;Chhitnawan;Chhitrauli;Chintamanipur Maula;Darashikohpur Jazira
 Darweshpur Diara;Darweshpur Uparwar;Dhakarpos;Gaiaspur;Habaspur;Haldi Chhapra;Harshankarpur Narhanna;Katautia
 Khaspur;Kita Chauhattar;Lalbewa Jazira;Lodipur;Lodipur;Madhopur;Maner Nagar Panchayat;Mangarpal
 Mustafapur Mauli;Nagwan;Pandepur Tilhari;Patila;Rambad;Rampur Diara;Rampur Diara Taufir;Rasulpur Bijaigopal
 Rasulpur Bijaigopal Milki;Rewa;Sadiqpur;Sarai;Sarangpur Tilhari;Sattar;Sikandarpur;Singhara;Suarmarwa
 Wajidpur
1408
 Akauna;Akauna;Anauli;Bairam Chak;Bairi Chak;Baliari;Bara;Basaur;Belouna;Bhadaura;Bhagwanganj;Bhagwanpur
 Bhaisawan;Bhakhra;Bhalua;Bhataurha;Bhimpura;Bhujaur;Bihta;Bijaura;Bilaunti;Birra;Chakia;Chananpur;Chapaur
 Charma;Chhotki Masaurhi;Chithaul;Dahibhatta;Danara;Dariapur;Dariapur;Daulatpur;Deoria;Dhanauti
 Dighwa Mahadeopur;Dugwa;Fatehabad Baliari;Gafuri Chak;Gandhu Garh;Garihara;Ghorahuwan;Gorhna;Gurpati Chak
 Harbanspur;Hasanpura;Hunrari;Indo;Islampur;Jagdishpur;Jagpura;Jamalpur;Kadehra;Kansra;Karai;Kararia;Karwa
 Kazi Chak;Kazi Chak;Keota;Khajuri;Khania;Khanpura;Kharant;Kharauna;Koriawan;Lahsuna;Lakhnaur;Mahua Bigha
 Masaurhi Nagar Parishad;Mohbada;Mohiuddinpur;Muzaffarpur;Nadaul;Nadauna;Nagauli;Nahwan;Nisiawan;Niyamatpur
 Nura;Pakri;Pansari;Pipra;Poawan;Rasul Chak;Raunia;Rewan;Saguni;Said Alipur;Saleh Chak;Sanghat;Sarbadahi
 Sarwan;Shahabad;Sharfabad Baliari;Siripur;Sukhathia;Supahuli;Taregna;Tarpura;Thalpura;Tineri;Tiskhura
 Zahidpur
1420
 Auta;Badpur;Barahpur;Dariapur;Diara Mahazi Mekra;Diara Maranchi urf Kasaha;Diara Morasdabad;Diara Sultanpur
 Hathdahidh Khurd;Hathdeh;Hathidah Buzurg;Jalalpur Nauranga;Jazira Dumra;Jazira Mekra;Jazira Mokama;Kanhaipur
 Malpur;Maranchi;Mekra;Mokameh Nagar Parishad;Mor (Part);Morasdabad urf Sadipur;Murarpur;Pachmahla
 Rampur Dumra;Seonar;Sherpur;Sultanpur
1404
 Abgilla;Adampur Piprawan;Adla;Ahuara;Ajawan;Akbarpur;Alawalpur;Alipur;Babupur;Badipur;Bahuara;Bajan Chak
 Bakua;Bara;Barkhurdar Chak;Baruna;Bedauli;Bhagwanpur;Bichhedi;Bisarpur;Chak Chichaul;Chara;Chechaul;Chesi
 Chiraura;Danaganj;Dariapur;Dariapur;Dariapur;Dariapur;Deora;Dhobiakalapur;Dihra;Faridpur;Gadaipur;Gahra;Gaura
 Ghanshampur;Gonawan;Gopalpur;Guah;Haibatpur;Jafra Bhagwanpur;Jaitipur;Jamalpura;Jittu Chak;Kalapur;Karai
 Karanja;Karanpura;Kardaha;Khaira;Kharauna;Khaspur;Khatun Chak;Kopa Khurd;Kopakalan;Korawan;Kothia;Lodipur
 Maharajganj;Malahi Khandha;Mamrezpur;Mitan Chak;Nagwan Gram Panchayat;Naubatpur Nagar Panchayat;Nauhi
 Nizampur;Nondiha;Painapur;Pali;Paltu Chhitni;Panhara;Piprawan;Pitwans;Raghunathpur Bhelura;Rampur;Rampur
 Raunian;Sabar Chak;Salarpur;Sarari;Sarasat;Sharishtabad;Shekhpura;Shirwar;Sihora;Sona;Tanrwan;Tarari
 Tegharaila Barka;Tegharaila Chhotka;Tilhwan;Tiskhora;Uchauri;Udaipura
1407
 Ajda;Akbarpur;Akhtiarpur Pali;Alipur;Amarpura;Arari;Ataulah;Bahadurpur;Bali Pakar;Banauli Buzurg
 Banauli Khurd;Baruna;Bauwan;Bela;Bela;Belaunra;Bhatauli;Bherharia;Bibipur;Chandhaus;Chauri;Chiksi;Dahia
 Dariapur Anant;Dariapur Pem;Deoria;Dharahra;Dhokahra;Fatehpur;Fatehpur;Ghurna Bigha;Gopipur;Gousgang
 Gulli Tanr;Habaspur;Habsapur;Hadi Nagar;Hardia Bidauli;Harpur Ankuri;Hasanpur;Hashimpur Dahia;Helha;Hemanpur
 Ijarta;Jalpura;Jamharu;Janpur;Jarkha;Kalhe Kurha;Kalupur;Kalyanpur;Kanaura;Kansopur;Karanpura;Karauti;Katka
 Kauri;Khanpura;Khapura;Kharanti Khurd;Kharanti Kutbi;Kodahri;Korra;Kurkuri;Lakhnipur;Lalganj Sehra;Madaripur
 Madhwa;Makbulpur;Makhmilpur;Mangila;Mankurha;Masaurha;Masaurhi;Mathurapur Khusdihra;Mauri;Mera;Milki
 Minakurha;Mohabbatpur;Mohbalipur;Mohibalipur Chak;Muhammadpur;Murka;Nadhari;Narauli;Neria;Nijhra;Nirakhpur
 Nirakpur Pali;Nur Chak;Paigammarpur;Paipura Kalan;Parasrampur;Parsaunra;Patauna;Patringa;Pearpura;Pijrawan
 Pipardaha;Raghunathpur;Rampur Nagwan;Ranipur;Rukunpura;Rupapur;Sahora;Sarsi;Sedura;Siddhipur;Sikaria;Taranpur
 Thakuri;Torni;Udaipur;Yusuf Alipur Chak
1418
 Ahmadpur Bakawan;Badopur;Bakawan;Bariarpur;Baruane;Bazidpur Thamawan;Bhagwatipur Karmor;Bihari Bigha
 Chak Abdul Rahim;Chak Fatah;Chak Jagmal;Chak Jalal;Chak Nuri;Chaturbhujpur;Darwe Bhadaur;Daudpur Jiuri
 Daulatpur;Dhiwar;Dhobhawan;Diara Pandarakh;Goasa;Gudram;Hafizpur Karmor;Imadpur;Jadopur;Jazira Raili;Kadimpur
 Kazi Chak;Khajurar;Khudmirpur;Kundi;Lachhmipur;Lalpura;Madatpur;Majhla Bigha;Maksudpur;Mamarkhabad
 Mamarkhabad;Manikpur;Mobarakpur;Mojahidpur;Neamatpur;Pachmahla;Painra Chak;Parsaman;Pitaunjia;Pokharpar;Raili
 Rais;Rampur;Rasalpur;Sadikpur;Sadikpur Dhanuki;Sahebpur Chaturbhujpur;Sahnaura;Saidapur;Sarhan
 Shahzadpur Bathoi;Shekhpura;Sirsikalan;Talibpur
1400
 Abdul Rahmanpur;Chhitman;Chimo Chak;Dhaulpura;Digha Diara;Dujra Diara;Fatehpur;Gauharpur;Gyan Chak
 Hiranandpur;Khas Mahal Digha Diara;Khaspur;Mahuli;Mainpur Diara;Mircha;Mirchak Kothia;Mirchi;Mirchi Bhawanian
 Mirzapur;Muhammadpur Barantpur;Nagla;Nasirpur Tajpur;Pataliputra Housing Colony;Patna Nagar Nigam;Punadih
 Ranipur Milki Chak;Sabalpur;Sadullahpur;Salehpur Kasara;Simli Murarpur;Sonawan
1402
 Abupur Lodipur;Adhpa;Alampur Gonpura;Alipur;Anda;Az Rakbe Janipur;Bhusaula Danapur;Bitaura;Budhgawan;Chhatna
 Chihut;Chilbili;Dhanuki;Faridpur;Fatehpur Dhibra;Ganja Chak Muhammadpur;Hasanpura;Hasanpura;Hinduni
 Ismailpur Dhibra;Janipur;Khaprail Chak;Khardiha;Koriawan;Korji;Korra;Kurkuri;Kurthaur;Madhopur;Mahbano;Mahuli
 Mainpura;Majhauli;Manhgupur;Mohiuddinpur;Muhammadpur Korji;Muradpur;Murgia Chak;Nadiawan;Naharpura;Nasirpura
 Nathupur;Nawada;Nihura;Nizampur;Nohsa;Pakauli;Pakri;Palanga;Parsa;Pasihi;Phulwari Sharif Nagar Parishad
 Rahimpur;Rampur Bhilora;Saim Chak;Sakraicha;Simra;Simra;Sorampur;Suitha;Tarwan;Yakubpur Nagwan
1410
 Abdalpur Pipra;Alawalpur;Baisa;Bakarpur;Barah;Barawan;Barepur;Barhaiya Kol;Basuhar;Bazidpur;Behrawan;Bela
 Bhabhaul;Chak Rafi;Chak Rafi;Chamuchak Majhauli;Chamuchak Majhauli;Chhappan;Dariapur;Daud Chak;Dehri;Dekuli
 Dharahra;Dumri;Ekauna;Fahim Chak;Ganj;Ghordaur;Gulam Muhammad;Jalalpur;Jaunpuri;Jol Bigha;Kalianpur Basiawan
 Kalianpur Basiawan;Kansari;Keora;Khairi;Khatka;Kutubpur;Lahladpur;Lakhanpur;Lakhna;Mahamda;Makhdumpur
 Maksudpur;Manora;Maranchi;Milki;Mir Haji Chak;Mohanpur;Mohiuddinpur;Muhammadpur;Mundi Chak;Mustafapur;Nadpur
 Nawada;Newa;Nima;Nuri Chak;Nuruddinpur;Pachasa;Paikauli;Pakri;Palaki;Panwar;Parthu;Pipra Chak;Pothi;Purainian
 Rampur;Rasulpur;Sabalpur;Sahebnagar;Saidpur;Sapahua;Shahbazpur;Shekhpura;Sikandarpur;Sirpalpur;Tulsi Chak
 Ufraul;Zahidpur
1401
 Abdullah Chak;Alabakhshpur;Bahuwara;Bairia;Baruna;Bhelaura;Bhogipur;Chainpura;Chakpul;Chipra;Dariapur
 Fazlabad;Gauri Chak;Gopalpur;Ilahi Bag;Jujharpur;Kamarji;Kamta Chak;Kandap;Kanta Chak;Karanpura;Koli;Kura
 Lanka Kachhuara;Manoharpur Kachhuara;Mokimpur;Naya Chak;Nohpura;Pipra;Raman Chak;Rupaspur;Saidani Chak
 Saraiya;Shahpur;Shekhpura;Sitjain Chak;Taranpur;Udaini
`
