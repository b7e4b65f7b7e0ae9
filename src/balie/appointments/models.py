"""Tables of appointments. That no desk is booked twice is a constraint of the database, not a promise of the code."""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateTimeRangeField, RangeOperators
from django.db import models
from django.db.models import F, Q

from balie.kernel.tenancy import TenantForeignKey, TenantModel

from .rules import ACTIVE, STANDING, STATUS_NAMES


class Location(TenantModel):
    """A place where people come."""

    code = models.SlugField()
    name = models.CharField(max_length=100)
    street = models.CharField(max_length=120)
    postcode = models.CharField(max_length=7)
    town = models.CharField(max_length=80)
    accessibility = models.TextField(blank=True)
    latitude = models.FloatField(null=True)
    longitude = models.FloatField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["gemeente", "code"], name="location_code_once")]


class Product(TenantModel):
    """What somebody comes for, and how long that takes. `notice_minutes`: how long before one must book."""

    code = models.SlugField()
    name = models.CharField(max_length=100)
    minutes = models.PositiveSmallIntegerField()
    notice_minutes = models.PositiveIntegerField(default=60)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["gemeente", "code"], name="product_code_once"),
            models.CheckConstraint(condition=Q(minutes__gt=0), name="product_takes_time"),
        ]


class Offer(TenantModel):
    """This product is done at this location."""

    product = TenantForeignKey(Product, on_delete=models.CASCADE, related_name="offers")
    location = TenantForeignKey(Location, on_delete=models.CASCADE, related_name="offers")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["gemeente", "product", "location"], name="offer_once")]


class Desk(TenantModel):
    """One counter at a location: helps one person at a time."""

    location = TenantForeignKey(Location, on_delete=models.CASCADE, related_name="desks")
    name = models.CharField(max_length=60)
    active = models.BooleanField(default=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["gemeente", "location", "name"], name="desk_name_once")]


class OpeningHours(TenantModel):
    """Hours of every week; local wall-clock times, `weekday` 0 is Monday. A day may have several rows (closed at noon)."""

    location = TenantForeignKey(Location, on_delete=models.CASCADE, related_name="hours")
    weekday = models.PositiveSmallIntegerField()
    opens = models.TimeField()
    closes = models.TimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["gemeente", "location", "weekday", "opens"], name="hours_once"),
            models.CheckConstraint(condition=Q(closes__gt=F("opens"), weekday__lte=6), name="hours_make_sense"),
        ]


class OtherDay(TenantModel):
    """A day that differs: closed (`opens` and `closes` empty) or other hours. Public holidays are closed without a row."""

    location = TenantForeignKey(Location, on_delete=models.CASCADE, related_name="other_days")
    day = models.DateField()
    opens = models.TimeField(null=True)
    closes = models.TimeField(null=True)
    reason = models.CharField(max_length=100, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["gemeente", "location", "day"], name="other_day_once")]


class Appointment(TenantModel):
    """Somebody comes at a moment to a desk. `sequence` counts the moves (iCalendar SEQUENCE); the row stays the same.

    Two tabs with different moments are no reason to come twice: an owner has one standing appointment for a product.
    """

    owner = models.CharField(max_length=80)
    person_id = models.UUIDField(null=True)
    product = TenantForeignKey(Product, on_delete=models.PROTECT, related_name="appointments")
    desk = TenantForeignKey(Desk, on_delete=models.PROTECT, related_name="appointments")
    period = DateTimeRangeField()
    status = models.CharField(max_length=20, choices=tuple(STATUS_NAMES.items()), default="geboekt")
    code = models.CharField(max_length=8)
    sequence = models.PositiveIntegerField(default=0)
    booked_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    arrived_at = models.DateTimeField(null=True)
    started_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)
    handed_out_at = models.DateTimeField(null=True)
    handed_out_by = models.CharField(max_length=200, blank=True)
    handed_out_what = models.CharField(max_length=200, blank=True)
    identity_checked_with = models.CharField(max_length=100, blank=True)

    class Meta:
        constraints = [
            ExclusionConstraint(
                name="desk_helps_one_at_a_time",
                expressions=[("gemeente", RangeOperators.EQUAL), ("desk", RangeOperators.EQUAL), ("period", RangeOperators.OVERLAPS)],
                condition=Q(status__in=ACTIVE),
            ),
            models.UniqueConstraint(
                fields=["gemeente", "owner", "product"], condition=Q(status__in=STANDING), name="one_standing_appointment",
            ),
        ]
        indexes = [
            models.Index(fields=["gemeente", "owner"], name="appointment_owner"),
            models.Index(fields=["gemeente", "person_id"], name="appointment_person"),
        ]
