"""The map of Zonnedam (harbour, canal rings, quarters) and of the village Waterrijk, before houses stand on it.

Both lie in the open water of the IJsselmeer, where no real street can be mistaken for one of these.
"""
from __future__ import annotations

from balie.demo.generate.shapes import Area, Plan, Street, arc, bend, block, ray

CENTRE = (1500.0, 640.0)


def _centre() -> list[Street]:
    ring = [
        Street(name="Kerkstraat", quarter="Centrum", line=arc(CENTRE, 130, 0, 180), plot=11, use="gemengd"),
        Street(name="Binnengracht", quarter="Centrum", line=arc(CENTRE, 262, -8, 188), plot=11, rank=1),
        Street(name="Marktstraat", quarter="Centrum", line=arc(CENTRE, 350, -6, 186), plot=11, use="gemengd"),
        Street(name="Buitengracht", quarter="Havenkwartier", line=arc(CENTRE, 478, -10, 190), plot=13, rank=1),
    ]
    rays = [("Zoutsteeg", 28), ("Schippersgracht", 58), ("Stationsstraat", 90), ("Touwslagerssteeg", 122), ("Zeilmakersstraat", 152)]
    spokes = [Street(name=name, quarter="Centrum", line=ray(CENTRE, angle, 62, 478), plot=12, use="gemengd") for name, angle in rays]
    square = Street(name="Damplein", quarter="Centrum", line=arc(CENTRE, 62, 0, 360), plot=14, use="gemengd", rank=1)
    return [square, *ring, *spokes]


def _roads() -> list[Street]:
    return [
        Street(name="Havenkade", quarter="Havenkwartier", line=[(940, 520), (1020, 495), (1330, 495)], plot=14, use="gemengd", rank=1),
        Street(name="Oosterkade", quarter="Havenkwartier", line=[(1670, 495), (1980, 495), (2060, 520)], plot=14, use="gemengd", rank=1),
        Street(name="Ringweg", quarter="Centrum", line=arc(CENTRE, 600, -2, 182), width=11, plot=60, use="werken", rank=1),
        Street(name="Noorderweg", quarter="Vogelbuurt", line=[(1500, 1240), (1495, 1700), (1480, 2200)], width=10, plot=24, rank=1),
        Street(name="Westerdijk", quarter="Waterwijk", line=bend((900, 660), (120, 560), 40), width=10, plot=24, rank=1),
        Street(name="Bloemenweg", quarter="Bloemenbuurt", line=bend((1010, 985), (905, 1190), 0), width=10, plot=30, rank=1),
        Street(name="Molenweg", quarter="Molenwijk", line=bend((1990, 985), (2090, 1190), 0), width=10, plot=30, rank=1),
        Street(name="Parkweg", quarter="Vogelbuurt", line=bend((925, 1250), (1110, 1330), 0), width=10, plot=30, rank=1),
        Street(name="Gouwweg", quarter="Bedrijvenpark De Gouw", line=bend((1928, 1862), (2010, 1770), 6), width=10, plot=60, rank=1),
        Street(name="Oosterdijk", quarter="Ankerbuurt", line=bend((2100, 660), (2880, 560), -40), width=10, plot=24, rank=1),
    ]


def _quarters() -> list[Street]:
    return [
        *block(["Meerkoetlaan", "Fuutstraat", "Sternstraat", "Lepelaarstraat", "Wulpstraat", "Scholeksterstraat"],
               quarter="Vogelbuurt", at=(1110, 1330), angle=-2, length=800, spacing=112, bulge=14,
               cross=("Reigerpad", "Zwaluwpad")),
        *block(["Klaproosstraat", "Dotterbloemstraat", "Lisdoddestraat", "Wilgenroosstraat", "Zuringstraat"],
               quarter="Bloemenbuurt", at=(300, 1010), angle=16, length=640, spacing=112, bulge=-16,
               cross=("Madeliefpad", "Klaverpad", "Boterbloempad")),
        *block(["Bovenkruier", "Standerdmolen", "Wipmolen", "Tjaskerlaan", "Poldermolen"],
               quarter="Molenwijk", at=(2090, 1190), angle=-16, length=640, spacing=112, bulge=-16,
               cross=("Wiekpad", "Maalpad", "Kruipad")),
        *block(["Rietkraag", "Waterlelie", "Kreekoever", "Plassenweg"],
               quarter="Waterwijk", at=(150, 660), angle=4, length=600, spacing=92, bulge=12, cross=("Vlonderpad", "Steigerpad")),
        *block(["Ankerstraat", "Kompasstraat", "Loodsenstraat", "Sextantstraat"],
               quarter="Ankerbuurt", at=(2240, 690), angle=-4, length=600, spacing=92, bulge=12, cross=("Kielpad", "Roerpad")),
        *block(["Gouwstraat", "Weverstraat", "Smederij"], quarter="Bedrijvenpark De Gouw", at=(2010, 1770), angle=-8, length=760,
               spacing=150, cross=("Ambachtsweg", "Nijverheidsweg"), plot=42, use="werken"),
    ]


def _zonnedam_areas() -> tuple[Area, ...]:
    coast = bend((0, 470), (940, 470), -50) + [(1330, 455), (1330, 560), (1670, 560), (1670, 455)] + bend((2060, 470), (3000, 470), -50)
    return (
        Area(kind="land", name="Zonnedam", ring=[*coast, (3000, 2200), (0, 2200)]),
        Area(kind="field", name="Oosterpolder", ring=[(2905, 700), (3000, 690), (3000, 1500), (2905, 1300)]),
        Area(kind="field", name="Westpolder", ring=[(0, 1000), (120, 1000), (150, 1700), (0, 1800)]),
        Area(kind="park", name="Zonnepark", ring=bend((960, 1330), (1050, 1930), 30) + bend((820, 1900), (850, 1560), 20)),
        Area(kind="park", name="Molenpark", ring=bend((1960, 1240), (1985, 1640), -10) + bend((2140, 1640), (2070, 1230), 10)),
        Area(kind="park", name="Begraafplaats De Linde", ring=[(430, 1760), (720, 1840), (690, 2020), (400, 1950)]),
        Area(kind="water", name="Vogelplas", ring=bend((985, 1620), (900, 1790), 46) + bend((900, 1790), (985, 1620), 46)),
        Area(kind="canal", name="Binnengracht", ring=[(1708, 440), *arc(CENTRE, 238, -20, 200), (1292, 440)], width=20),
        Area(kind="canal", name="Buitengracht", ring=[(1935, 430), *arc(CENTRE, 448, -12, 192), (1065, 430)], width=26),
        Area(kind="canal", name="Noordervaart", ring=[(1560, 1084), (1585, 1300)], width=14),
        Area(kind="canal", name="Westertocht", ring=bend((760, 720), (100, 700), 22), width=10),
        Area(kind="square", name="Damplein", ring=arc(CENTRE, 58, 0, 355)),
    )


ZONNEDAM = Plan(
    code="9991", name="Zonnedam", origin=(152_500.0, 529_000.0), size=(3000.0, 2200.0), margin=220.0,
    civic=(("Damplein", 1, (1500, 640)), ("Meerkoetlaan", 2, (1300, 1290))),
    streets=tuple(_centre() + _roads() + _quarters()), areas=_zonnedam_areas(),
    landmarks=(("stadhuis", "Stadhuis", (1500, 640)), ("kerk", "Sint-Nicolaaskerk", (1415, 735)), ("haven", "Haven", (1500, 500)),
               ("molen", "Molen De Zon", (2050, 1440)), ("station", "Station", (1500, 1185)), ("vuurtoren", "Vuurtoren", (950, 440)),
               ("milieustraat", "Milieustraat", (2740, 1700)), ("wijkhuis", "Huis van de Wijk", (1300, 1290))),
)

VILLAGE = (600.0, 420.0)

WATERRIJK = Plan(
    code="9992", name="Waterrijk", origin=(158_500.0, 531_000.0), size=(1200.0, 860.0), first_index=120,
    civic=(("Dorpsplein", 1, VILLAGE),),
    streets=(
        Street(name="Dorpsplein", quarter="Dorp", line=arc(VILLAGE, 60, 0, 360), plot=14, use="gemengd", rank=1),
        Street(name="Sluisweg", quarter="Dorp", line=bend((540, 410), (60, 300), 30), plot=16, rank=1),
        Street(name="Rietdijk", quarter="Dorp", line=bend((660, 430), (1150, 520), 30), plot=16, rank=1),
        *block(["Turfsingel", "Veenpad", "Hooiland"], quarter="De Venen", at=(240, 520), angle=6, length=640, spacing=100, bulge=12,
               cross=("Dwarspad", "Zandpad"), plot=17),
    ),
    areas=(
        Area(kind="land", name="Waterrijk", ring=bend((20, 200), (1180, 240), -40) + bend((1180, 840), (20, 840), -10)),
        Area(kind="canal", name="Sluisvaart", ring=bend((60, 270), (1150, 330), -20), width=18),
        Area(kind="park", name="Brink", ring=arc((760, 360), 50, 0, 350)),
        Area(kind="square", name="Dorpsplein", ring=arc(VILLAGE, 56, 0, 355)),
    ),
    landmarks=(("stadhuis", "Gemeentehuis", (600, 420)), ("molen", "Rietmolen", (1020, 360))),
)

PLANS = (ZONNEDAM, WATERRIJK)
