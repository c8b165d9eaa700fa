/** Common given names of many cultures, as heard in any large city. */
export const GIVEN_NAMES = `Aaliyah Abdul Adaeze Adrian Ahmed Aiko Aisha Alejandra Alina Amara Amir Ana Andre Anh Anika Anton Arjun Astrid Aylin
Ben Bilal Bianca Binh Camila Carlos Carmen Catherine Chen Chidi Chloe Claire Dae Dalia Daniel Darius David Deepa Diego Dmitri Dolores Elena
Eli Elif Emeka Emily Emma Esther Ethan Eva Fatima Felix Fernando Francesca Gabriel Grace Hana Hassan Helen Hiro Hugo Ibrahim Imani Ines Ingrid
Irina Isaac Isabel Jae Jamal James Jasmine Javier Jin Joao Jorge Joy Julia Kaito Kamala Karim Kavya Keisha Kenji Khadija Kiran Kofi Lars Latoya
Laura Leila Leo Liam Lin Lucia Luis Lupe Mai Malik Marcus Maria Mateo Maya Mei Mia Miguel Mina Mohammed Nadia Naomi Nasra Nia Nikhil Noah Nora
Olga Oliver Omar Oscar Paolo Pedro Petra Priya Quan Quynh Rafael Rahul Rania Rebecca Rosa Ruth Sakura Samira Samuel Sanjay Sara Selam Sofia Soo
Stella Sunita Tariq Teresa Thandi Thomas Tomas Tran Uma Valentina Vera Victor Wei Xavier Yasmin Yuki Yusuf Zara Zoe`.split(/\s+/);

/** Common family names of many cultures. */
export const FAMILY_NAMES = `Abebe Adams Adeyemi Aguilar Ahmadi Ali Allen Alvarez Andersen Baker Banerjee Bauer Begum Bell Bianchi Brown Campbell Castro
Chan Chavez Chen Choi Cohen Contreras Costa Cruz Dang Davis Delgado Desai Diaz Diallo Do Dubois Edwards Eriksson Espinoza Evans Fernandes
Fischer Flores Fofana Garcia Ghosh Gomez Gonzalez Green Gupta Gutierrez Haddad Hansen Harris Hassan Hernandez Hill Ho Hoang Hughes Huang Ibrahim
Ito Jackson Jansen Jimenez Johnson Jones Kaplan Kaur Khan Kim Kimura King Kovacs Kumar Lam Le Lee Lewis Li Lim Liu Lopez Mahmoud Martin Martinez
Mbeki Mehta Mendoza Mitchell Mohamed Moore Morales Moreno Mori Murphy Nakamura Navarro Nguyen Novak Nwosu Okafor Okoye Ortiz Osei Park Patel
Pereira Perez Petrov Pham Phillips Popescu Ramirez Ramos Rao Reyes Rivera Roberts Robinson Rodriguez Romero Rossi Ruiz Saito Salazar Sanchez
Santos Sato Schmidt Sharma Silva Singh Smith Suzuki Takahashi Tan Tesfaye Thompson Torres Tran Tremblay Turner Vargas Vu Walker Wang Watanabe
White Williams Wong Wright Wu Yamamoto Yang Yilmaz Young Yu Zhang Zhou`.split(/\s+/);
