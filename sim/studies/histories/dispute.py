"""How a dispute stands: who holds what, for what either side would rather settle than fight, and what it expects."""

from __future__ import annotations

from sim.studies.histories.phrases import LITTLE, amount, percent
from sim.studies.histories.record import QuarterRecord


def bargains(record: QuarterRecord) -> str:
    """Between which shares either side would rather have a deal than a war, and whether that leaves room for one."""
    low, high = record.seen["range_low"], record.seen["range_high"]
    baku = (
        "Baku would rather have nothing at all than fight"
        if low <= 0
        else "Baku would fight for everything"
        if low >= 1
        else f"Baku would rather have {low:.2f} than fight"
    )
    yerevan = (
        "Yerevan would rather give everything than fight"
        if high >= 1
        else "Yerevan would rather fight than give anything"
        if high <= 0
        else f"Yerevan would rather give {high:.2f} than fight"
    )
    room = "there is room for a deal" if max(low, 0.0) <= min(high, 1.0) else "there is no deal that both prefer to war"
    return f"Of everything in dispute (1 = all to Baku) {baku}, and {yerevan}: {room}."


def holdings(record: QuarterRecord) -> str:
    """What Baku holds, and how a war would probably end."""
    seen = record.seen
    return (
        f"Baku holds {seen['held']:.2f} of the prize now, and would win a war with a chance of {percent(seen['win'])}."
    )


def trust(record: QuarterRecord) -> str:
    """What Yerevan expects of Baku and of its protectors."""
    seen = record.seen
    content, help_ = seen["reliability"], seen["protection"]
    link = "but" if (content >= 1 / 2) != (help_ >= 1 / 2) else "and"
    sees = "hardly any" if help_ < LITTLE else amount(help_)
    return (
        f"Yerevan thinks it {percent(content)} likely that a text would content Baku, {link} sees {sees} protection by "
        "others."
    )


def standing(record: QuarterRecord) -> list[str]:
    """The whole position in sentences."""
    return [bargains(record), holdings(record), trust(record)]
