"""How far schools lie apart, from the easting and northing that GIAS gives.

Miles along a great circle, as the crow flies: a road is longer.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations
from math import asin, cos, degrees, radians, sin, sqrt, tan

METRES_A_MILE = 1609.344
# Mean radius of the earth (IUGG), in metres.
_RADIUS = 6_371_008.8

# The National Grid: Airy's ellipsoid, scale on the central meridian, true origin, false origin. Ordnance Survey, "A
# guide to coordinate systems in Great Britain", annexes A and C.
_A, _B, _F0 = 6_377_563.396, 6_356_256.909, 0.9996012717
_LAT0, _LON0 = radians(49), radians(-2)
_E0, _N0 = 400_000.0, -100_000.0
_E2 = 1 - (_B / _A) ** 2
_N = (_A - _B) / (_A + _B)


@dataclass(frozen=True)
class Position:
    """Latitude and longitude in degrees."""

    latitude: float
    longitude: float


@dataclass(frozen=True)
class Place:
    """A school where it lies; `position` is None where GIAS does not say."""

    key: int
    name: str
    position: Position | None


@dataclass(frozen=True)
class Apart:
    """Two schools and the miles between them."""

    miles: float
    one: Place
    other: Place


def position(easting: int | None, northing: int | None) -> Position | None:
    """Latitude and longitude of a point of the National Grid, in metres; None where GIAS has none, or zeros.

    Ordnance Survey, "A guide to coordinate systems in Great Britain", annex C.2. The two differ from those of
    satellites by some hundred metres everywhere alike, which a distance does not notice.
    """
    if not easting or not northing:
        return None
    east, north = float(easting) - _E0, float(northing) - _N0
    lat = _foot_point(north)
    nu = _A * _F0 / sqrt(1 - _E2 * sin(lat) ** 2)
    rho = _A * _F0 * (1 - _E2) / (1 - _E2 * sin(lat) ** 2) ** 1.5
    eta2, t, sec = nu / rho - 1, tan(lat), 1 / cos(lat)
    vii = t / (2 * rho * nu)
    viii = t / (24 * rho * nu**3) * (5 + 3 * t**2 + eta2 - 9 * t**2 * eta2)
    ix = t / (720 * rho * nu**5) * (61 + 90 * t**2 + 45 * t**4)
    x = sec / nu
    xi = sec / (6 * nu**3) * (nu / rho + 2 * t**2)
    xii = sec / (120 * nu**5) * (5 + 28 * t**2 + 24 * t**4)
    xiia = sec / (5040 * nu**7) * (61 + 662 * t**2 + 1320 * t**4 + 720 * t**6)
    latitude = lat - vii * east**2 + viii * east**4 - ix * east**6
    longitude = _LON0 + x * east - xi * east**3 + xii * east**5 - xiia * east**7
    return Position(degrees(latitude), degrees(longitude))


def _foot_point(north: float) -> float:
    """The latitude, in radians, at which the meridian has this length north of the true origin."""
    lat = _LAT0 + north / (_A * _F0)
    while abs(rest := north - _meridian(lat)) >= 0.00001:
        lat += rest / (_A * _F0)
    return lat


def _meridian(lat: float) -> float:
    n, less, more = _N, lat - _LAT0, lat + _LAT0
    return (_B * _F0) * (
        (1 + n + 5 / 4 * (n**2 + n**3)) * less
        - (3 * n + 3 * n**2 + 21 / 8 * n**3) * sin(less) * cos(more)
        + 15 / 8 * (n**2 + n**3) * sin(2 * less) * cos(2 * more)
        - 35 / 24 * n**3 * sin(3 * less) * cos(3 * more)
    )


def miles_between(one: Position, other: Position) -> float:
    """Miles along the great circle (haversine)."""
    lat1, lat2 = radians(one.latitude), radians(other.latitude)
    half_lat, half_lon = (lat2 - lat1) / 2, radians(other.longitude - one.longitude) / 2
    chord = sin(half_lat) ** 2 + cos(lat1) * cos(lat2) * sin(half_lon) ** 2
    return 2 * _RADIUS * asin(min(1.0, sqrt(chord))) / METRES_A_MILE


def nearest_first(place: Place, others: Iterable[Place]) -> list[Apart]:
    """The others with a position, the nearest first; nothing where the place itself has none."""
    here = place.position
    if here is None:
        return []
    known = [
        Apart(miles_between(here, each.position), place, each)
        for each in others
        if each.position is not None and each.key != place.key
    ]
    return sorted(known, key=lambda apart: (apart.miles, apart.other.name))


def farthest_apart(places: Sequence[Place]) -> Apart | None:
    """The two that lie farthest apart: how widely the schools are spread. None for fewer than two."""
    known = [(each, each.position) for each in places if each.position is not None]
    pairs = (Apart(miles_between(a, b), one, other) for (one, a), (other, b) in combinations(known, 2))
    return max(pairs, key=lambda apart: apart.miles, default=None)


def say_miles(miles: float) -> str:
    """ "less than a mile", "1 mile", "7.4 miles", "63 miles"."""
    if miles < 0.95:
        return "less than a mile"
    said = f"{miles:.1f}".removesuffix(".0") if miles < 9.95 else f"{miles:,.0f}"
    return f"{said} mile{'' if said == '1' else 's'}"
