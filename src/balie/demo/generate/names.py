"""Names as one meets them in a Dutch town, per background; combined at random, so nobody in particular."""
from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Background:
    share: int  # of a hundred households
    women: tuple[str, ...]
    men: tuple[str, ...]
    families: tuple[tuple[str, str], ...]  # (prefix, name)
    country: tuple[str, str]  # code, name in the national table of countries
    town: str
    nationality: tuple[str, str]


def _list(text: str) -> tuple[str, ...]:
    return tuple(text.split())


def _families(text: str) -> tuple[tuple[str, str], ...]:
    pairs = []
    for name in text.split(","):
        *prefix, last = name.strip().split(" ")
        pairs.append((" ".join(prefix), last))
    return tuple(pairs)


NEDERLAND = ("6030", "Nederland")
NEDERLANDSE = ("0001", "Nederlandse")

BACKGROUNDS = (
    Background(
        share=66, country=NEDERLAND, town="Zonnedam", nationality=NEDERLANDSE,
        women=_list("Anna Maria Sanne Lotte Emma Sophie Julia Eva Lisa Femke Marieke Ingrid Petra Karin Monique Willemijn Roos Fleur Iris"
                    " Tess Noor Hanneke Gerda Truus Wilma Annelies Marleen Esther Saskia Bregje Jantine Nynke Aleida Fenna Lieke Mila"),
        men=_list("Jan Pieter Willem Daan Bram Thijs Sem Lucas Finn Jesse Ruben Tim Koen Maarten Bas Joost Wouter Hendrik Gerrit Cornelis"
                  " Johan Frank Erik Marcel Rob Kees Henk Teun Gijs Stijn Mees Niels Sjoerd Jelle Floris Otto"),
        families=_families("de Vries, Bakker, Visser, Smit, Meijer, de Boer, Mulder, Bos, Vos, Peters, Hendriks, van"
                           " Dijk, van den Berg, van der Meer,"
                           " Dekker, Brouwer, de Wit, Dijkstra, Postma, Hoekstra, Veenstra, Kramer, Kok, Prins, Blom,"
                           " Schouten, van Leeuwen, Verhoeven,"
                           " Kuipers, van der Linden, Willems, Scholten, ter Horst, van 't Hof, den Hartog, Timmerman,"
                           " Zeilstra, Wiersma, Hofman, Roos"),
    ),
    Background(
        share=6, country=("6043", "Turkije"), town="Ankara", nationality=("0339", "Turkse"),
        women=_list("Ayşe Elif Zeynep Fatma Emine Merve Büşra Sevda Derya"), men=_list("Mehmet Ahmet Mustafa Emre Tarik Can Yusuf Murat Kerem"),
        families=_families("Yilmaz, Kaya, Demir, Çelik, Aksoy, Öztürk, Aydin, Arslan, Koç"),
    ),
    Background(
        share=6, country=("5022", "Marokko"), town="Nador", nationality=("0131", "Marokkaanse"),
        women=_list("Fatima Samira Naima Khadija Salma Nadia Hanan Yasmina Ikram"),
        men=_list("Mohamed Youssef Hamza Bilal Karim Said Omar Ilias Rachid"),
        families=_families("El Amrani, Benali, Bouzid, El Idrissi, Chaoui, Amrani, Haddou, Ouali"),
    ),
    Background(
        share=6, country=("5007", "Suriname"), town="Paramaribo", nationality=NEDERLANDSE,
        women=_list("Chantal Priscilla Shanti Radha Naomi Cheryl Astrid Sharda Gaitri"),
        men=_list("Marlon Dwight Ricardo Vinod Kenneth Romeo Sunil Clyde Anil"),
        families=_families("Rozenblad, Pinas, Ramdin, Wijngaarde, Kartosen, Jhinkoe, Amatredjo, Doorson"),
    ),
    Background(
        share=5, country=("7028", "Polen"), town="Gdańsk", nationality=("0072", "Poolse"),
        women=_list("Agnieszka Katarzyna Zofia Magdalena Ewa Joanna Alicja"), men=_list("Piotr Krzysztof Tomasz Jakub Marcin Adam Pawel"),
        families=_families("Kowalski, Nowak, Wójcik, Mazur, Zieliński, Lis, Dudek"),
    ),
    Background(
        share=4, country=("7009", "Syrië"), town="Aleppo", nationality=NEDERLANDSE,
        women=_list("Amira Rania Lina Hala Noura Maya"), men=_list("Khaled Samir Fadi Ziad Nabil Tariq"),
        families=_families("Haddad, al Khatib, Darwish, Nasser, al Masri, Qabbani"),
    ),
    Background(
        share=4, country=("6024", "Indonesië"), town="Bandung", nationality=NEDERLANDSE,
        women=_list("Dewi Putri Ratna Melati Sinta"), men=_list("Budi Agus Ferdinand Ruben Eduard"),
        families=_families("Tan, Manuhutu, Siahaya, Latuheru, Wattimena, de Quay"),
    ),
    Background(
        share=3, country=("6029", "Duitsland"), town="Emden", nationality=("0055", "Duitse"),
        women=_list("Anke Heike Silke Birgit Greta"), men=_list("Jens Uwe Stefan Matthias Jonas"),
        families=_families("Janssen, Schröder, von Ahlen, Becker, Köhler"),
    ),
)
