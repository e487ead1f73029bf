package org.offprint.web.api.journals;

import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.oneOf;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.offprint.web.api.Fixtures.as;
import static org.offprint.web.api.Fixtures.asAdmin;
import static org.offprint.web.api.Fixtures.asReader;
import static org.offprint.web.api.Fixtures.editorOf;
import static org.offprint.web.api.Fixtures.issn;
import static org.offprint.web.api.Fixtures.journal;
import static org.offprint.web.api.Fixtures.object;
import static org.offprint.web.api.Fixtures.post;
import static org.offprint.web.api.Fixtures.unique;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.offprint.web.api.Concurrently;
import org.offprint.web.api.EditableCollectionBase;

@QuarkusTest
class JournalResourceTest extends EditableCollectionBase {

    private static final String PATH = "/v1/journals";

    JournalResourceTest() {
        super(PATH, "title");
    }

    @Override
    protected ObjectNode sample() {
        String title = unique("Journal of Samples");
        ObjectNode sample = object().put("title", title)
                .put("slug", title.toLowerCase(Locale.ROOT).replace(' ', '-'))
                .put("subtitle", "Series A")
                .put("abbreviation", "J. Sampl.")
                .put("publisher", "Ñandú & Søns")
                .put("publisherPlace", "北京")
                .put("language", "en")
                .put("timeZone", "Asia/Shanghai")
                .put("doiPrefix", "10.12345")
                .put("url", "https://journal.example/")
                .put("description", "All about <samples>.")
                .put("articleUrl", "https://journal.example/articles/{slug}")
                .put("issueUrl", "https://journal.example/issues/{id}")
                .put("continues", journal());
        sample.putArray("languages").add("en").add("zh-Hans");
        sample.putArray("issns").addObject().put("type", "print").put("value", issn());
        sample.withArray("issns").addObject().put("type", "electronic").put("value", issn());
        sample.putArray("identifiers").addObject().put("type", "nlm-ta").put("value", "J Sampl");
        sample.putObject("license")
                .put("url", "https://creativecommons.org/licenses/by/4.0/")
                .put("name", "CC BY 4.0");
        sample.putObject("contact").put("name", "The editors").put("email", "editors@journal.example");
        sample.putArray("subjects")
                .addObject()
                .put("scheme", "ddc")
                .put("code", "510")
                .put("label", "Mathematics");
        sample.putObject("policies").put("peerReview", "Double-anonymous.").put("openAccess", "Diamond.");
        ObjectNode chinese = sample.putObject("translations").putObject("zh");
        chinese.put("title", "样本学报").put("description", "关于样本。");
        return sample;
    }

    @Override
    protected String optional() {
        return "subtitle";
    }

    @Test
    void a_journal_requires_only_a_title_and_a_language() {
        post(asAdmin(), PATH, object().put("title", unique("Bare")).put("language", "en"))
                .then()
                .statusCode(201)
                .body("issns.size()", equalTo(0))
                .body("sections.size()", equalTo(0))
                .body("continuedBy.size()", equalTo(0))
                .body("$", not(hasKey("subtitle")))
                .body("links.articles", containsString("/v1/articles?journal="));
    }

    @Test
    void errors_in_nested_members_of_a_journal_are_reported_with_json_pointers() {
        ObjectNode wrong = sample().put("language", "english please")
                .put("timeZone", "Mars/Olympus")
                .put("doiPrefix", "11.1")
                .put("articleUrl", "https://journal.example/{nothing}")
                .put("issueUrl", "https://journal.example/issues")
                .put("slug", "Not A Slug");
        wrong.withArray("issns").addObject().put("type", "print").put("value", "1234-5678");
        wrong.withArray("issns").addObject().put("type", "papyrus");
        wrong.withArray("sections").addObject().put("abbreviation", "A");
        wrong.withArray("sections").add("text");
        wrong.withArray("subjects").addNull();
        wrong.withObject("/translations/zh").put("titel", "x");
        wrong.withObject("/contact").put("email", "nobody");
        invalid(post(asAdmin(), PATH, wrong).then())
                .body(
                        "errors.collect { it.pointer + ' ' + it.code }",
                        containsInAnyOrder(
                                "/language language-format",
                                "/timeZone time-zone-unknown",
                                "/doiPrefix doi-prefix-format",
                                "/articleUrl template-format",
                                "/issueUrl template-format",
                                "/slug slug-format",
                                "/issns/2/type duplicate",
                                "/issns/2/value issn-checksum",
                                "/issns/3/type unknown-value",
                                "/issns/3/value required",
                                "/sections/0/title required",
                                "/sections/1 wrong-type",
                                "/subjects/1 wrong-type",
                                "/translations/zh/titel unknown-member",
                                "/contact/email email-format"));
    }

    // Permissions of admins and editors

    @Test
    void only_admins_can_create_and_delete_journals() {
        String own = journal();
        for (String eve : List.of(editorOf(own), editorOf())) {
            List<ValidatableResponse> refused = List.of(
                    post(as(eve), PATH, sample()).then(),
                    as(eve).header("If-Match", "*").delete(PATH + "/" + own).then());
            refused.forEach(response -> response.statusCode(403).body("type", equalTo("/problems/forbidden")));
        }
        asReader().get(PATH + "/" + own).then().statusCode(200);
    }

    @Test
    void only_editors_of_a_journal_can_change_the_journal() {
        String own = journal();
        String other = journal();
        String eve = editorOf(own);
        patch(as(eve), PATH + "/" + own, "\"r1\"", object().put("publisher", "Eve"))
                .statusCode(200);
        patch(as(editorOf()), PATH + "/" + own, "\"r2\"", object().put("publisher", "All"))
                .statusCode(200);
        List<ValidatableResponse> refused = List.of(
                patch(as(eve), PATH + "/" + other, "*", object().put("publisher", "Eve")),
                // Permissions are checked before the revision and the request body.
                patch(as(eve), PATH + "/" + other, null, object().put("publisher", 3)),
                put(as(eve), PATH + "/" + other, "\"r9\"", sample()));
        refused.forEach(response -> response.statusCode(403).body("type", equalTo("/problems/forbidden")));
        asReader().get(PATH + "/" + other).then().body("publisher", nullValue());
    }

    @Test
    void an_editor_sees_the_public_view_of_journals_of_other_editors() {
        String own = journal();
        String other = journal();
        String eve = editorOf(own);
        as(eve).get(PATH + "/" + own).then().header("Cache-Control", "no-store").body("revision", equalTo(1));
        as(eve).get(PATH + "/" + other)
                .then()
                .header("ETag", asReader().get(PATH + "/" + other).header("ETag"))
                .body("$", not(hasKey("revision")));
        as(eve).get(PATH + "?id=" + own + "&id=" + other)
                .then()
                .header("Cache-Control", "no-store")
                .body("items.find { it.id == '" + own + "' }.revision", equalTo(1))
                .body("items.find { it.id == '" + other + "' }", not(hasKey("revision")));
    }

    @Test
    void one_of_two_concurrent_edits_of_a_journal_returns_412() {
        String path = create();
        List<Integer> statuses = Concurrently.run(
                () -> patch(asAdmin(), path, "\"r1\"", object().put("publisher", "One"))
                        .extract()
                        .statusCode(),
                () -> patch(asAdmin(), path, "\"r1\"", object().put("publisher", "Two"))
                        .extract()
                        .statusCode());
        assertEquals(List.of(200, 412), statuses.stream().sorted().toList());
        asAdmin().get(path).then().body("revision", equalTo(2)).body("publisher", oneOf("One", "Two"));
    }
}
