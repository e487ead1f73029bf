"""Creates and publishes an article with the client that OpenAPI Generator generates from the contract. Also tests
responses that are files or redirects.

Uses the services at OFFPRINT_URL and OFFPRINT_LATER_URL with the key in OFFPRINT_ADMIN_KEY.
"""

import gzip
import os

import offprint_client as offprint

configuration = offprint.Configuration(
    host=os.environ["OFFPRINT_URL"], access_token=os.environ["OFFPRINT_ADMIN_KEY"]
)
with offprint.ApiClient(configuration) as client:
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
    changes = offprint.ChangesApi(client).list_changes(journal=journal.id)
    assert "published" in [change.reason for change in changes.items], changes
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
        assert offprint.Problem.from_json(failure.body).type == "/problems/not-found", failure

# Later versions can add members and values, which clients must accept.
with offprint.ApiClient(offprint.Configuration(host=os.environ["OFFPRINT_LATER_URL"])) as client:
    later = offprint.ArticlesApi(client).get_article(published.slug)
    assert later.type == later.contributors[0].role == "value-of-a-later-version", later
    listed = offprint.ArticlesApi(client).list_articles(journal=[journal.id])
    assert listed.items[0].type == "value-of-a-later-version", listed
    changes = offprint.ChangesApi(client).list_changes(journal=journal.id)
    assert changes.items[0].reason == "value-of-a-later-version", changes
    print(f"Python: published {published.links['self']}")
