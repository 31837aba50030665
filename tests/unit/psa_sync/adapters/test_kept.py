"""What is remembered is forgotten in time, and never more than there is room for."""

from services.psa_sync.adapters.kept import Kept


def test_given_a_value_when_its_time_is_over_then_it_is_forgotten() -> None:
    kept = Kept[str, str]()
    kept.put("lasting", "a", 60)
    kept.put("over", "b", -1)

    assert (kept.get("lasting"), kept.get("over"), kept.get("never there")) == ("a", None, None)
    kept.drop("lasting")
    kept.drop("never there")
    assert kept.get("lasting") is None


def test_given_more_than_there_is_room_for_when_put_then_the_oldest_goes() -> None:
    kept = Kept[int, int](most=3)
    for key in range(3):
        kept.put(key, key, 60)

    kept.put(0, 7, 60)
    kept.put(3, 3, 60)

    assert [kept.get(key) for key in range(4)] == [7, None, 2, 3]
