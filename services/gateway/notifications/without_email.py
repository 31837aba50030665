"""What is left to do about e-mail where none is sent any more."""

from dataclasses import dataclass

from services.gateway.notifications.emailing import Emailing
from services.gateway.notifications.following import Following
from services.gateway.notifications.mails import Mail, Mails


@dataclass(frozen=True, slots=True)
class WithoutEmail:
    """Ends the mails that wait since there was a mail server."""

    mails: Mails
    emailing: Emailing
    following: Following

    async def settle(self) -> None:
        """What they were to tell is in the app; what follows from those that were sent is done."""
        for mail in await self.mails.undone():
            await self.following.follow(await self._ended(mail))

    async def _ended(self, mail: Mail) -> Mail:
        if mail.status != "waiting":
            return mail
        await self.emailing.all_wanted(mail.account, mail.user)
        return await self.mails.decide(mail, "dropped")
