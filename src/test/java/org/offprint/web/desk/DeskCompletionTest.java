package org.offprint.web.desk;

import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.offprint.web.api.Fixtures.asAdmin;
import static org.offprint.web.api.Fixtures.created;
import static org.offprint.web.api.Fixtures.object;
import static org.offprint.web.api.Fixtures.unique;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Test;
import org.offprint.web.api.Fixtures;

/** Tests of the files of an article, of pasted lists, and of the pages that complete contributors and references. */
@QuarkusTest
class DeskCompletionTest {

    private static final String HOSTILE = "\"><script>alert(1)</script>";

    private static DeskVisitor admin() {
        return DeskVisitor.with(Fixtures.ADMIN_KEY);
    }

    private static String article(ObjectNode more) {
        ObjectNode article = object().put("journal", Fixtures.journal())
                .put("title", unique("Whose mud"))
                .put("language", "en")
                .put("type", "letter");
        article.setAll(more);
        return created(asAdmin(), "/v1/articles", article).get("id").textValue();
    }

    private static JsonNode stored(String id) {
        return Fixtures.body(asAdmin().get("/v1/articles/" + id));
    }

    private static Response upload(DeskVisitor visitor, String id, String name, String content) {
        return visitor.request()
                .header("Origin", DeskVisitor.origin())
                .multiPart("file", name, content.getBytes(StandardCharsets.UTF_8), "application/octet-stream")
                .post("/desk/articles/" + id + "/upload");
    }

    @Test
    void uploaded_files_are_listed_described_and_downloaded() {
        String id = article(object());
        DeskVisitor admin = admin();
        upload(admin, id, "reeds of Whitby.txt", "Reeds.")
                .then()
                .statusCode(303)
                .header("Location", endsWith("/files?done=uploaded"));
        upload(admin, id, "table.csv", "a,b\n1,2\n").then().statusCode(303);
        JsonNode files = stored(id).get("files");
        assertEquals(2, files.size());
        assertEquals("supplement", files.get(0).get("role").textValue());
        Document page = admin.page("/desk/articles/" + id + "/files");
        String href = page.selectFirst(".files a").attr("href");
        assertEquals("/desk/articles/" + id + "/files/reeds%20of%20Whitby.txt", href);
        admin.get(href)
                .then()
                .statusCode(200)
                .header("Content-Disposition", startsWith("attachment"))
                .body(containsString("Reeds."));
        Element form = page.selectFirst("form.article");
        DeskVisitor.control(form, "/files/0/label").attr("value", "Data of the reeds");
        DeskVisitor.control(form, "/files/0/name").attr("value", "reeds.txt");
        admin.submit(form).then().statusCode(303);
        JsonNode renamed = stored(id).get("files").get(0);
        assertEquals("Data of the reeds", renamed.get("label").textValue());
        assertEquals("reeds.txt", renamed.get("name").textValue());
        assertEquals(6, renamed.get("size").intValue());
        Response moved = admin.submit(admin.section(id, "files"), "do", "down:/files/0");
        admin.submit(Jsoup.parse(moved.asString()).selectFirst("form.article"))
                .then()
                .statusCode(303);
        assertEquals("table.csv", stored(id).get("files").get(0).get("name").textValue());
        Response removed = admin.submit(admin.section(id, "files"), "do", "remove:/files/0");
        admin.submit(Jsoup.parse(removed.asString()).selectFirst("form.article"))
                .then()
                .statusCode(303);
        assertEquals(1, stored(id).get("files").size());
        assertTrue(admin.page("/desk/articles/" + id)
                        .select(".tasks a[href$=/files]")
                        .size()
                == 1);
    }

    @Test
    void only_editors_of_the_journal_see_and_upload_files() {
        String id = article(object());
        upload(admin(), id, "draft.txt", "Secret.").then().statusCode(303);
        DeskVisitor other = DeskVisitor.with(Fixtures.editorOf(Fixtures.journal()));
        other.get("/desk/articles/" + id + "/files/draft.txt").then().statusCode(404);
        upload(other, id, "other.txt", "Other.").then().statusCode(404);
        for (String page : List.of("matches", "parts", "upload")) {
            other.get("/desk/articles/" + id + "/" + page).then().statusCode(page.equals("upload") ? 303 : 404);
            DeskVisitor.anonymous()
                    .get("/desk/articles/" + id + "/" + page)
                    .then()
                    .statusCode(303)
                    .header("Location", startsWith("/desk/sign-in"));
        }
        DeskVisitor.anonymous()
                .get("/desk/articles/" + id + "/files/draft.txt")
                .then()
                .statusCode(303);
        upload(DeskVisitor.anonymous(), id, "anonymous.txt", "x")
                .then()
                .statusCode(303)
                .header("Location", startsWith("/desk/sign-in"));
        assertEquals(1, stored(id).get("files").size());
        admin().get("/desk/articles/" + id + "/files/unknown.txt").then().statusCode(404);
        upload(admin(), id, "con.txt", "x").then().statusCode(422).body(containsString("<li>"));
        admin().request()
                .header("Origin", "https://other.example")
                .multiPart("file", "foreign.txt", "x".getBytes(StandardCharsets.UTF_8), "text/plain")
                .post("/desk/articles/" + id + "/upload")
                .then()
                .statusCode(org.hamcrest.Matchers.not(303));
        assertEquals(1, stored(id).get("files").size());
    }

    @Test
    void pasted_names_are_added_to_the_form_and_saved_with_it() {
        String id = article(object());
        DeskVisitor admin = admin();
        Element empty = admin.section(id, "contributors");
        empty.selectFirst("#paste-names").text("Edith Garrow1*, Bowen Lin2" + HOSTILE.replace(",", ""));
        empty.selectFirst("#paste-affiliations").text("1 Museum of the Tideline\n2 Institute of Mud");
        Response pasted = admin.submit(empty, "do", "paste:/contributors");
        pasted.then().statusCode(200);
        assertFalse(pasted.asString().contains("<script>alert"));
        assertTrue(stored(id).path("contributors").isEmpty());
        Element form = Jsoup.parse(pasted.asString()).selectFirst("form.article");
        DeskVisitor.control(form, "/contributors/1/family").attr("value", "Lin");
        admin.submit(form).then().statusCode(303);
        JsonNode contributors = stored(id).get("contributors");
        assertEquals("Garrow", contributors.get(0).get("family").textValue());
        assertTrue(contributors.get(0).get("corresponding").booleanValue());
        assertEquals(
                "Museum of the Tideline",
                contributors.get(0).at("/affiliations/0/text").textValue());
    }

    @Test
    void pasted_references_are_split_saved_and_their_parts_accepted() {
        String id = article(object());
        DeskVisitor admin = admin();
        Element empty = admin.section(id, "references");
        empty.selectFirst("#paste-references")
                .text(
                        "1. Okafor N, Reyes P. Tidal fish traps of the north. Journal of Tidal Archaeology. 2024;43(5):33-38.\n"
                                + "2. Garrow E. The mud of Whitby. Foreshore Studies. 2021;12(1):1-9. doi:10.5555/mud.1");
        Response pasted = admin.submit(empty, "do", "paste:/references");
        Element form = Jsoup.parse(pasted.asString()).selectFirst("form.article");
        assertEquals(2, form.select(".entry").size());
        admin.submit(form).then().statusCode(303);
        JsonNode references = stored(id).get("references");
        assertEquals(2, references.size());
        assertEquals("10.5555/mud.1", references.get(1).get("doi").textValue());
        Document page = admin.page("/desk/articles/" + id + "/parts");
        Element parts = page.selectFirst("main form");
        assertTrue(page.select(".parts dt").size() >= 5, page.select("main").html());
        parts.select("[name=key]").attr("checked", "checked");
        admin.submit(parts).then().statusCode(303).header("Location", endsWith("/parts?done=saved"));
        assertEquals(
                "suggestion",
                stored(id).get("references").get(0).get("partsFrom").textValue());
        // The form of an old revision changes nothing.
        admin.submit(parts).then().statusCode(412);
        admin.submit(page.selectFirst("main form"), "key", "unknown").then().statusCode(412);
        Element again = admin.page("/desk/articles/" + id + "/references").selectFirst("form.article");
        admin.submit(again).then().statusCode(303).header("Location", endsWith("done=unchanged"));
    }

    /** Returns an ORCID iD that no other test uses. */
    private static String orcid() {
        String digits = String.format("%015d", System.nanoTime() % 1_000_000_000_000_000L);
        int total = 0;
        for (char digit : digits.toCharArray()) {
            total = (total + digit - '0') * 2;
        }
        int check = (12 - total % 11) % 11;
        return (digits + (check == 10 ? "X" : check)).replaceAll("(.{4})(?=.)", "$1-");
    }

    @Test
    void printed_affiliations_and_names_are_matched_with_records() {
        String name = unique("Institute of Foreshore Studies");
        String organization = Fixtures.affiliation(name);
        String orcid = "https://orcid.org/" + orcid();
        String family = unique("Garrow").replaceAll("[^A-Za-z0-9]", "");
        ObjectNode known = object();
        known.putArray("contributors")
                .addObject()
                .put("given", "Edith")
                .put("family", family)
                .put("orcid", orcid);
        Fixtures.publish(article(known));
        ObjectNode printed = object();
        ObjectNode person = printed.putArray("contributors")
                .addObject()
                .put("given", "Edith")
                .put("family", family);
        person.putArray("affiliations").addObject().put("text", name + ", Whitby");
        String id = article(printed);
        DeskVisitor admin = admin();
        Fixtures.await(() -> {
            Document page = admin.page("/desk/articles/" + id + "/matches");
            return !page.select("[value=\"" + organization + "\"]").isEmpty()
                    && !page.select("[value=\"" + orcid + "\"]").isEmpty();
        });
        Element form = admin.page("/desk/articles/" + id + "/matches").selectFirst("main form");
        form.select("[type=radio]").removeAttr("checked");
        form.select("[value=\"" + organization + "\"], [value=\"" + orcid + "\"]")
                .attr("checked", "checked");
        admin.submit(form).then().statusCode(303).header("Location", endsWith("/contributors?done=saved"));
        JsonNode contributor = stored(id).get("contributors").get(0);
        assertEquals(organization, contributor.at("/affiliations/0/id").textValue());
        assertEquals(name + ", Whitby", contributor.at("/affiliations/0/text").textValue());
        assertEquals(orcid, contributor.get("orcid").textValue());
        admin.submit(form).then().statusCode(303).header("Location", endsWith("done=unchanged"));
        admin.post(
                        "/desk/articles/" + article(printed) + "/matches",
                        DeskVisitor.form("affiliation:" + name + ", Whitby", "unknown"))
                .then()
                .statusCode(422);
    }
}
