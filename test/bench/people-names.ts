const pairs = (text: string) => text.split(' ').map((pair) => pair.split('|'))

/** Common names in both scripts. */
export const PEOPLE_NAMES = {
  given: pairs(
    'आशा|Asha रमेश|Ramesh सीता|Sita मोहन|Mohan गीता|Geeta सुरेश|Suresh राधा|Radha दिनेश|Dinesh कमला|Kamla महेश|Mahesh सविता|Savita राजेश|Rajesh मीरा|Meera इमरान|Imran फ़ातिमा|Fatima हरि|Hari लक्ष्मी|Lakshmi गोपाल|Gopal पूजा|Pooja विजय|Vijay सुनीता|Sunita अनिल|Anil रेखा|Rekha',
  ),
  family: pairs(
    'वर्मा|Verma कोली|Koli शर्मा|Sharma लोधी|Lodhi पटेल|Patel ख़ान|Khan यादव|Yadav मीणा|Meena चौहान|Chauhan अहिरवार|Ahirwar सोलंकी|Solanki तिवारी|Tiwari गोंड|Gond भील|Bhil जैन|Jain राठौर|Rathore कुशवाह|Kushwah मालवीय|Malviya डामोर|Damor',
  ),
}
