package org.offprint.web.desk;

import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.offprint.web.api.Fixtures.asAdmin;
import static org.offprint.web.api.Fixtures.unique;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.nio.charset.StandardCharsets;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;
import org.offprint.web.api.Fixtures;

/** Tests of the pages that import files. */
@QuarkusTest
class DeskImportsTest {

    private static Response upload(DeskVisitor visitor, String path, String content) {
        return visitor.request()
                .header("Origin", DeskVisitor.origin())
                .multiPart("file", "articles.bib", content.getBytes(StandardCharsets.UTF_8), "application/octet-stream")
                .post(path);
    }

    private static String bibtex(String title) {
        return "@article{a1, title={" + title + "}, author={Garrow, Edith}, year={2024}}\n"
                + "@article{a2, author={Lin, Bowen}, year={2024}}\n";
    }

    private static Document finished(DeskVisitor visitor, String path) {
        Fixtures.await(() -> visitor.page(path).select("progress").isEmpty());
        return visitor.page(path);
    }

    private static int articles(String journal) {
        return Fixtures.body(asAdmin().get("/v1/articles?journal=" + journal))
                .get("total")
                .intValue();
    }

    @Test
    void a_trial_stores_nothing_and_an_import_reports_each_record() {
        String journal = Fixtures.journal();
        DeskVisitor editor = DeskVisitor.with(Fixtures.editorOf(journal));
        String title = unique("Whose mud <script>alert(1)</script>");
        Document form = editor.page("/desk/imports");
        String trial = form.selectFirst("form[enctype]").attr("action");
        String real = form.selectFirst("[formaction]").attr("formaction");
        assertTrue(trial.contains(journal) && real.contains(journal), trial + " " + real);
        String tried = upload(editor, trial, bibtex(title))
                .then()
                .statusCode(303)
                .header("Location", startsWith("/desk/imports/"))
                .extract()
                .header("Location");
        Document report = finished(editor, tried);
        assertEquals(1, report.select(".banner").size());
        assertEquals(
                2, report.select(".rows .row").size(), report.select("main").text());
        assertEquals(
                1,
                report.select(".outcome-refused").size(),
                report.select("main").text());
        String done = upload(editor, real, bibtex(title))
                .then()
                .statusCode(303)
                .extract()
                .header("Location");
        Document outcome = finished(editor, done);
        assertEquals(0, outcome.select(".banner").size());
        Fixtures.await(() -> articles(journal) == 1);
        String article = outcome.selectFirst(".rows a").attr("href");
        editor.get(article).then().statusCode(200);
        Document failed = editor.page(done + "?outcome=failed");
        assertEquals(1, failed.select(".rows .row").size());
        assertFalse(failed.select(".rows small").isEmpty());
        assertEquals(2, editor.page("/desk/imports").select(".rows .row").size());
        editor.get(done + "?outcome=x").then().statusCode(400);
        editor.post(done, "").then().statusCode(409);
    }

    @Test
    void only_the_own_imports_are_visible() {
        String journal = Fixtures.journal();
        DeskVisitor editor = DeskVisitor.with(Fixtures.editorOf(journal));
        DeskVisitor other = DeskVisitor.with(Fixtures.editorOf(Fixtures.journal()));
        String path = "/desk/imports?trial=true&journal=" + journal;
        upload(other, path, bibtex("Foreign")).then().statusCode(403);
        upload(DeskVisitor.anonymous(), path, bibtex("Anonymous"))
                .then()
                .statusCode(303)
                .header("Location", startsWith("/desk/sign-in"));
        String own = upload(editor, path, bibtex("Own"))
                .then()
                .statusCode(303)
                .extract()
                .header("Location");
        other.get(own).then().statusCode(404);
        other.post(own, "").then().statusCode(404);
        DeskVisitor.anonymous().get(own).then().statusCode(303);
        editor.get("/desk/imports/unknown").then().statusCode(404);
        assertEquals(0, other.page("/desk/imports").select(".rows").size());
        upload(editor, "/desk/imports?journal=unknown", "x")
                .then()
                .statusCode(400)
                .body(containsString("<li>"));
        finished(editor, own);
    }
}
