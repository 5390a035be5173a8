"""What pages say that show something else than an article, in a few languages."""

import re


def _any(phrases: str) -> re.Pattern[str]:
    """Return a pattern of phrases, one a line, each a pattern itself."""
    spaced = (line.strip().replace(" ", r"\s") for line in phrases.splitlines())
    return re.compile("|".join(filter(None, spaced)), re.IGNORECASE | re.MULTILINE)


PAYWALLS = _any(
    r"""
    (?:subscribe|sign (?:up|in)|log in|register|join)(?: now)? to (?:continue|keep) read
    to (?:continue|keep) reading,? (?:please )?(?:subscribe|log in|sign|register|buy)
    to (?:continue|keep) reading(?: this (?:article|story|post)),? (?:please )?\w+
    (?:article|story|content|post) is (?:only )?(?:available )?(?:for|to) subscriber
    (?:article|story|content|post) is (?:only )?(?:available )?(?:for|to) members
    (?:article|story|content|post) is (?:exclusively |reserved )for (?:our )?subscribers
    is (?:only )?(?:available )?(?:for|to) (?:paid|paying|premium|registered) (?:\w+ers)
    (?:subscriber|member|premium)s?[- ]only (?:content|article|story)
    for (?:paid |paying )?subscribers only
    already a (?:subscriber|member)\?
    to read (?:the full|the rest of the|this) (?:article|story),? (?:sub|log|reg)
    you(?:['’]ve| have) (?:reached|read|used)[^.]{0,40} free (?:article|stor)
    unlock (?:this (?:article|story)|full access|unlimited access)
    this post is for paid subscribers
    (?:weiterlesen|jetzt (?:lesen|testen|weiterlesen)) mit \w+
    (?:artikel|inhalt|beitrag) ist (?:nur |exklusiv )für (?:abonn|mitgl|registr)
    um (?:weiterzulesen|diesen artikel (?:zu lesen|weiterzulesen))
    (?:sie sind )?(?:bereits|schon) (?:abonnent|registriert|mitglied)
    (?:cet article|la suite|ce contenu) est réservée? (?:aux|à nos) abonné
    (?:il (?:vous )?reste|lisez) [^.]{0,40} à (?:lire|découvrir)
    (?:déjà|vous êtes) abonnée?\s?\?
    pour lire la suite
    (?:щоб|аби) (?:продовжити читання|читати далі|дочитати)
    (?:доступн|відкрит)\w+ (?:лише|тільки) (?:для )?(?:передплатник|підписник)
    (?:лише|тільки) для (?:передплатник|підписник)
    (?:вже|уже) (?:маєте передплату|передплатили)
    """
)
CONSENTS = _any(
    r"""
    \bcookies?\b
    \bconsent\b
    \bour partners\b
    \bprivacy\b
    \bpersonal data\b
    \baccept all\b
    \breject all\b
    \bmanage (?:options|settings|choices)\b
    \beinwilligung\w*
    \bzustimm\w+
    \bdatenschutz\w*
    \bunsere partner\b
    \balle akzeptieren\b
    \bconsentement\b
    \bnos partenaires\b
    \bdonnées personnelles\b
    \btout (?:accepter|refuser)\b
    \bфайл\w* cookie\w*
    \bкукі\w*
    \bзгод[аиуі]\b
    \bперсональн\w+ дан\w+
    """
)
BOT_CHECKS = _any(
    r"""
    ^just a moment
    checking (?:if the site connection is secure|your browser before)
    verif(?:y|ying)(?: that)? you are (?:a )?(?:human|not a (?:ro)?bot)
    (?:confirm|prove|make sure)(?: that)? you(?:['’]| a)re (?:human|not a (?:ro)?bot)
    are you a (?:ro)?bot\?
    i(?:['’]| a)m not a robot
    ^attention required
    ^pardon our interruption
    ^access (?:to this page has been )?denied
    enable javascript and cookies to continue
    unusual (?:traffic|activity) (?:from|on) your
    performing security verification
    ddos[- ]guard|ddos protection by
    (?:complete|solve) the captcha
    (?:sind|dass) sie (?:ein mensch|kein roboter)
    (?:vous êtes|êtes-vous) (?:un humain|un robot)
    (?:підтвердьте|переконат\w+|перевір\w+),? що ви (?:не робот|людина)
    """
)
MISSING = _any(
    r"""
    ^(?:error )?404\b
    ^(?:[^\n]{0,40}\b)?(?:page|article|story) (?:was |could )?not (?:be )?found
    ^not found\b
    (?:page|article|story) (?:you [^.]{0,30})?(?:doesn['’]t|does not|no longer) exist
    (?:sorry|oops)[^\n]{0,60}(?:can['’]t|cannot|couldn['’]t) find
    (?:seite|artikel) (?:wurde )?(?:leider )?nicht gefunden
    (?:page|article) (?:non trouvée?|introuvable)
    (?:сторінку|сторінка|статтю) не (?:знайдено|знайдена|існує)
    """
)
LOGINS = _any(
    r"""
    ^(?:log ?in|sign ?in|sign in to your account)\b
    (?:please )?(?:log|sign) in to (?:continue|view|read|access)
    ^(?:anmelden|einloggen)\b
    ^(?:connexion|se connecter|identifiez-vous)\b
    ^(?:увійти|вхід)\b
    """
)
SCRIPTS = _any(
    r"""
    (?:enable|turn on|activate|requires?|needs?|without) (?:\w+ ){0,3}?javascript
    javascript (?:is|must be|has been) (?:required|disabled|(?:not )?enabled|turned off)
    (?:aktivieren|einschalten)[^.]{0,30} javascript|javascript[^.]{0,30} aktiv
    (?:activer|activez)[^.]{0,20} javascript
    (?:увімкн\w+|ввімкн\w+)[^.]{0,20} javascript
    """
)
