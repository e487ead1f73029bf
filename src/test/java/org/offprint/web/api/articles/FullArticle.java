package org.offprint.web.api.articles;

import static org.offprint.web.api.Fixtures.asAdmin;
import static org.offprint.web.api.Fixtures.object;
import static org.offprint.web.api.Fixtures.unique;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.offprint.web.api.Fixtures;

/** Article with a value for every member, together with the records that the article references. */
public final class FullArticle {

    final String journal;
    final String section;
    final String issue;
    final String affiliation = Fixtures.affiliation("Hebei University");
    final String related;
    final String doi = "10.12345/" + unique("full").replace(' ', '.');

    public FullArticle() {
        ObjectNode made = object().put("title", unique("Journal")).put("language", "en");
        made.putArray("sections").addObject().put("title", "Articles");
        JsonNode stored = Fixtures.created(asAdmin(), "/v1/journals", made);
        journal = stored.get("id").textValue();
        section = stored.at("/sections/0/id").textValue();
        issue = Fixtures.created(
                        asAdmin(),
                        "/v1/issues",
                        object().put("journal", journal)
                                .put("volume", "7")
                                .put("number", "2")
                                .put("year", 2025))
                .get("id")
                .textValue();
        ArticleEditing.publish("/v1/issues/" + issue, object()).statusCode(200);
        related = ArticleEditing.id(ArticleEditing.published(ArticleEditing.minimal(journal)));
    }

    /** Returns the JSON of the article as a client sends it. */
    public ObjectNode json() {
        ObjectNode article = ArticleEditing.minimal(journal)
                .put("issue", issue)
                .put("section", section)
                .put("position", 3)
                .put("slug", unique("full article").replace(' ', '-'))
                .put("doi", doi)
                .put("title", "The H2O of α & β")
                .put("titleHtml", "The H<sub>2</sub>O of α &amp; β")
                .put("subtitle", "A <b>plain</b> subtitle")
                .put("runningHead", "The H2O")
                .put("articleVersion", "AM")
                .put("correspondence", "Write to the first author, Road 1, Baoding.")
                .put("abstract", "First.\n\nSecond.")
                .put("abstractHtml", "<p>First.</p><p><i>Second</i>.</p>")
                .put("articleNumber", "e12");
        article.putArray("identifiers").addObject().put("type", "pmid").put("value", "12345");
        article.set("keywords", ArticleEditing.list("Belt and Road", "教育合作", "Ωmega"));
        article.putArray("subjects")
                .addObject()
                .put("scheme", "ddc")
                .put("code", "370")
                .put("label", "Education");
        ObjectNode chinese = article.putObject("translations").putObject("zh");
        chinese.put("section", "文章")
                .put("title", "水")
                .put("titleHtml", "<b>水</b>")
                .put("subtitle", "副题")
                .put("abstract", "摘要");
        chinese.set("keywords", ArticleEditing.list("一带一路"));
        contributors(article);
        article.putObject("pages").put("first", "12").put("last", "19");
        article.putObject("dates")
                .put("received", "2025-01")
                .put("revised", "2025-02-03")
                .put("accepted", "2025-03-01")
                .put("published", "2025-12-03")
                .put("publishedOnline", "2025-12-03")
                .put("publishedPrint", "2026-01");
        ObjectNode license = article.putObject("license");
        license.put("url", "https://creativecommons.org/licenses/by/4.0/")
                .put("name", "CC BY 4.0")
                .put("text", "Anybody may share it.\n\nWith the name of its authors.");
        license.putObject("copyright")
                .put("holder", "The authors")
                .put("year", 2025)
                .put("statement", "© 2025");
        ObjectNode grant = article.putArray("funding").addObject();
        grant.put("funder", "NSFC").put("ror", "https://ror.org/01h0zpd94").put("funderDoi", "10.13039/501100001809");
        grant.set("awards", ArticleEditing.list("61234567"));
        grant.putArray("recipients")
                .addObject()
                .put("given", "Linwei")
                .put("family", "Shi")
                .put("suffix", "Jr.");
        grant.withArray("recipients").addObject().put("name", "The Road Consortium");
        article.putObject("statements")
                .put("dataAvailability", "On request.")
                .put("conflictOfInterest", "None.")
                .put("ethics", "Not needed.")
                .put("acknowledgements", "We thank.")
                .put("funding", "Paid by the NSFC.")
                .put("authorContributions", "L.S. wrote.")
                .putArray("others")
                .addObject()
                .put("type", "informed-consent")
                .put("title", "Consent")
                .put("text", "All agreed.")
                .put("language", "en");
        addOtherTexts(article);
        references(article);
        article.putArray("relations")
                .addObject()
                .put("type", "isCommentOn")
                .put("article", related)
                .put("label", "A comment");
        article.withArray("relations")
                .addObject()
                .put("type", "isTranslationOf")
                .put("doi", "10.5555/elsewhere");
        article.putArray("files")
                .addObject()
                .put("role", "fulltext")
                .put("mediaType", "application/pdf")
                .put("label", "PDF")
                .put("url", "https://example.org/full.pdf")
                .put("size", 123456789012L)
                .put("sha256", "0123456789abcdef".repeat(4))
                .put("language", "en");
        return article;
    }

    private static void addOtherTexts(ObjectNode article) {
        article.putArray("otherAbstracts")
                .addObject()
                .put("type", "plain-language-summary")
                .put("language", "zh")
                .put("title", "For all")
                .put("abstract", "Water is wet.")
                .put("abstractHtml", "<p>Water is <i>wet</i>.</p>");
        article.putArray("publicationHistory")
                .addObject()
                .put("type", "preprint")
                .put("date", "2024-12-24")
                .put("doi", "10.5555/preprint")
                .put("url", "https://example.org/preprint")
                .put("text", "Posted as a preprint.");
        article.putArray("notes")
                .addObject()
                .put("type", "author")
                .put("label", "*")
                .put("text", "The order of authors is by lot.")
                .put("language", "en");
    }

    private void contributors(ObjectNode article) {
        ObjectNode author = article.putArray("contributors").addObject();
        author.put("role", "author")
                .put("kind", "person")
                .put("given", "Linwei")
                .put("family", "Shi");
        author.put("suffix", "Jr.").put("orcid", "https://orcid.org/0000-0002-1825-0097");
        author.put("email", "linwei@hebei.example").put("corresponding", true).put("equalContribution", true);
        author.set("roleTexts", ArticleEditing.list("First author"));
        author.putArray("alternativeNames")
                .addObject()
                .put("language", "zh-Hans")
                .put("given", "林薇")
                .put("family", "石")
                .put("suffix", "Jr.");
        author.withArray("alternativeNames").addObject().put("name", "石林薇");
        author.put("deceased", true);
        author.putArray("notes").addObject().put("type", "also-at").put("text", "Also at the Road Institute");
        author.set("credit", ArticleEditing.list("conceptualization", "writing-original-draft"));
        author.putArray("affiliations").addObject().put("id", affiliation).put("text", "Hebei University, Baoding");
        author.withArray("affiliations").addObject().put("text", "Of No Known Place");
        ObjectNode group = article.withArray("contributors").addObject();
        group.put("role", "collaborator").put("kind", "organization").put("name", "The Road Consortium");
    }

    private static void references(ObjectNode article) {
        ObjectNode reference = article.putArray("references").addObject();
        reference
                .put("key", "ref1")
                .put("text", "Li N, 2024, As printed. Journal, 43(5): 33–38.")
                .put("type", "journal");
        reference.putArray("authors").addObject().put("family", "Li").put("given", "N");
        reference.withArray("authors").addObject().put("name", "A Group");
        reference
                .put("title", "As printed")
                .put("containerTitle", "Journal")
                .put("volume", "43")
                .put("issue", "5");
        reference
                .put("firstPage", "33")
                .put("lastPage", "38")
                .put("year", "2024a")
                .put("publisher", "Press");
        reference.put("doi", "10.5555/ref.1").put("pmid", "1234567").put("url", "https://example.org/ref1");
        reference.put("etAl", true);
        reference.putArray("editors").addObject().put("family", "Roe").put("given", "R");
        reference.withArray("editors").addObject().put("name", "A Board");
        reference.putArray("translators").addObject().put("name", "A Bureau");
        reference.withArray("translators").addObject().put("family", "Vos").put("given", "A");
        reference
                .put("series", "Ways")
                .put("edition", "2nd")
                .put("version", "1.2")
                .put("articleNumber", "e7")
                .put("season", "Spring")
                .put("month", "March")
                .put("day", "11")
                .put("accessed", "2024-05-01")
                .put("publisherPlace", "Baoding")
                .put("pmcid", "PMC1234567")
                .put("isbn", "978-3-16-148410-0")
                .put("issn", "2049-3630")
                .put("comment", "In Portuguese")
                .put("partsFrom", "editor");
        reference
                .putObject("conference")
                .put("name", "Ways 2024")
                .put("date", "1-3 May")
                .put("place", "Baoding");
        reference.putObject("accession").put("value", "GSE1").put("assigningAuthority", "GEO");
        article.withArray("references").addObject().put("text", "Only words.").putArray("authors");
    }
}
