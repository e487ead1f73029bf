"""Creates and publishes an article with the package offprint-client. Also tests responses that are files or redirects, and
the functions for lists, changes, retries, errors and webhooks.

Uses the services at OFFPRINT_URL and OFFPRINT_LATER_URL with the key in OFFPRINT_ADMIN_KEY.
"""

import gzip
import os
import threading
import time
from http.server import BaseHTTPRequestHandler, HTTPServer

import offprint_client as offprint
from offprint_client.helpers import changes, connect, items, problem, verify_webhook

with connect(os.environ["OFFPRINT_URL"], os.environ["OFFPRINT_ADMIN_KEY"]) as client:
    journals = offprint.JournalsApi(client)
    articles = offprint.ArticlesApi(client)
    journal = journals.create_journal(
        offprint.JournalInput(title="Annals of Generated Clients", language="en", sections=[{"title": "Articles"}])
    )
    college = offprint.AffiliationsApi(client).create_affiliation(
        offprint.AffiliationInput(name="University of Examples", country="PT")
    )
    draft = articles.create_article(
        offprint.ArticleInput(
            journal=offprint.IdOrRecord(journal.id),
            section=offprint.IdOrRecord(journal.sections[0].id),
            type="research-article",
            language="en",
            title="On Generated Clients",
            contributors=[
                offprint.ContributorInput(
                    given="Ada",
                    family="Moreira",
                    orcid="https://orcid.org/0000-0002-1825-0097",
                    affiliations=[
                        offprint.AffiliationInContributor(college.id),
                        offprint.AffiliationInContributor(offprint.AffiliationMention(text="Elsewhere")),
                    ],
                )
            ],
        )
    )
    patched = articles.patch_article(
        draft.id, {"title": "On Better Generated Clients"}, if_match=f'"r{draft.revision}"'
    )
    published = offprint.PublishingApi(client).publish_article(
        draft.id, if_match="*", publication_input=offprint.PublicationInput(note="The first.")
    )
    assert published.status == "published", published
    assert published.title == patched.title == "On Better Generated Clients", published
    assert [affiliation.label for affiliation in published.affiliations] == ["1", "2"], published

    listed = articles.list_articles(journal=[journal.id], status=["published"])
    assert [article.id for article in listed.items] == [published.id], listed
    pages = list(changes(client, journal=journal.id, wait=0, limit=1))
    assert len(pages) > 1, pages
    assert "published" in [change.reason for page in pages for change in page.items], pages
    read = articles.get_article_with_http_info(published.slug, view="public")
    assert read.data.version == 1 and read.headers["ETag"], read

    # Operations that return redirects, which the client follows.
    issue = offprint.IssuesApi(client).create_issue(
        offprint.IssueInput(journal=offprint.IdOrRecord(journal.id), volume="1", number="1", year=2025)
    )
    articles.patch_article(draft.id, {"issue": issue.id}, if_match="*")
    offprint.PublishingApi(client).publish_issue(issue.id, if_match="*")
    assert journals.get_current_issue(journal.id).id == issue.id
    assert published.title in str(journals.get_current_contents(journal.id))
    exports = offprint.ExportsApi(client)
    found = exports.find_by_identifier(slug=published.slug)
    assert found["id"] == str(published.id), found

    # Operations that return files.
    assert b"TI  - On Better Generated Clients" in exports.get_export(published.slug, "ris")
    assert b"On Better Generated Clients" in exports.get_export(published.slug, "csl")
    for archive in exports.export_articles(), exports.export_records():
        assert b"On Better Generated Clients" in gzip.decompress(archive)
    assert b"<articles" in gzip.decompress(exports.export_articles_as_jats())
    backup = offprint.BackupApi(client).get_backup().decode()
    assert len(backup.splitlines()) > 10 and str(published.id) in backup
    imports = offprint.ImportsApi(client)
    job = imports.create_import(
        b"@article{a, title = {A File}, author = {Moreira, Ada}, year = 2025}", journal=journal.id, validate_only=True
    )
    assert len(imports.get_import(job.id).files) == 1, job

    try:
        articles.get_article("no-such-article")
        raise AssertionError("There is such an article.")
    except offprint.ApiException as failure:
        assert failure.status == 404, failure
        assert problem(failure).type == "/problems/not-found", failure

    # Lists with several pages.
    second = journals.create_journal(offprint.JournalInput(title="Annals of the Second Page", language="en"))
    ids = [each.id for each in items(journals.list_journals, limit=1)]
    assert {journal.id, second.id} <= set(ids) and len(ids) == len(set(ids)), ids
    # Lists in the order of relevance have page numbers. The search finds new journals after a few seconds.
    for _ in range(100):
        ids = [each.id for each in items(journals.list_journals, q="annals", limit=1)]
        if len(ids) >= 2:
            break
        time.sleep(0.2)
    assert len(ids) >= 2 and len(ids) == len(set(ids)), ids

# Later versions can add members and values, which clients must accept.
with connect(os.environ["OFFPRINT_LATER_URL"]) as client:
    later = offprint.ArticlesApi(client).get_article(published.slug)
    assert later.type == later.contributors[0].role == "value-of-a-later-version", later
    listed = offprint.ArticlesApi(client).list_articles(journal=[journal.id])
    assert listed.items[0].type == "value-of-a-later-version", listed
    page = next(changes(client, journal=journal.id))
    assert page.items[0].reason == "value-of-a-later-version", page


class Busy(BaseHTTPRequestHandler):
    """Service that rejects the first two requests, and then requests a longer wait than the client accepts."""

    responses_left = [(503, "0"), (429, time.strftime("%a, %d %b %Y %H:%M:%S GMT", time.gmtime())), (200, None), (503, "3600")]

    def do_GET(self):
        status, retry_after = Busy.responses_left.pop(0)
        body = b'{"items": [], "next": "7"}'
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        if retry_after is not None:
            self.send_header("Retry-After", retry_after)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *arguments):
        pass


with HTTPServer(("127.0.0.1", 0), Busy) as server:
    threading.Thread(target=server.serve_forever, daemon=True).start()
    with connect(f"http://127.0.0.1:{server.server_port}") as client:
        assert offprint.ChangesApi(client).list_changes().next == "7"
        try:
            offprint.ChangesApi(client).list_changes()
            raise AssertionError("The client waited too long.")
        except offprint.ApiException as failure:
            assert failure.status == 503 and problem(failure) is None, failure
    server.shutdown()

# Example of Standard Webhooks.
SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
BODY = b'{"test": 2432232314}'
SENT = 1614265330
HEADERS = {
    "Webhook-Id": "msg_p5jXN8AQM9LWM0D4loKWxJek",
    "Webhook-Timestamp": str(SENT),
    "Webhook-Signature": "v1,AAAA v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
}
assert verify_webhook(SECRET, HEADERS, BODY, now=SENT) == {"test": 2432232314}
for secret, headers, body, now in [
    (SECRET, HEADERS, BODY + b" ", SENT),
    (SECRET, HEADERS, BODY, SENT + 301),
    (SECRET, {**HEADERS, "Webhook-Timestamp": "soon"}, BODY, SENT),
    (SECRET, {**HEADERS, "Webhook-Signature": "v1,%%%"}, BODY, SENT),
    (SECRET, {}, BODY, SENT),
    ("whsec_AAAA", HEADERS, BODY, SENT),
    ("", HEADERS, BODY, SENT),
]:
    try:
        verify_webhook(secret, headers, body, now=now)
        raise AssertionError(f"The request is not valid: {headers}")
    except ValueError:
        pass
print(f"Python: published {published.links['self']}")
