"""The second step of sign-in: what an app or backup codes are made from is sealed in the database."""

from allauth.mfa.adapter import DefaultMFAAdapter

from techhire.commons.vault import seal, unseal


class SecondStepAdapter(DefaultMFAAdapter):
    """Seals secrets with the site's keys; key rotation covers them (``vault.reseal_all``)."""

    def encrypt(self, text: str) -> str:
        return seal(text)

    def decrypt(self, encrypted_text: str) -> str:
        return unseal(encrypted_text)
