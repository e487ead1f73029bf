package org.offprint.web.api.affiliations;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.not;
import static org.offprint.web.api.Fixtures.affiliation;
import static org.offprint.web.api.Fixtures.asAdmin;
import static org.offprint.web.api.Fixtures.asReader;
import static org.offprint.web.api.Fixtures.object;
import static org.offprint.web.api.Fixtures.post;
import static org.offprint.web.api.Fixtures.ror;
import static org.offprint.web.api.Fixtures.unique;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.offprint.web.api.EditableCollectionBase;
import org.offprint.web.api.Fixtures;

@QuarkusTest
class AffiliationResourceTest extends EditableCollectionBase {

    private static final String UNKNOWN = "019b0f6e-1c5a-7d3e-8f00-5a4b3c2d1e0f";

    AffiliationResourceTest() {
        super("/v1/affiliations", "name");
    }

    @Override
    protected ObjectNode sample() {
        ObjectNode sample = object().put("name", unique("Hebei University"))
                .put("ror", ror())
                .put("isni", "0000000121032683")
                .put("city", "Baoding")
                .put("region", "Hebei")
                .put("postalCode", "071002")
                .put("country", "CN")
                .put("url", "https://www.example.org/")
                .put("status", "inactive")
                .put("parent", affiliation(unique("Ministry")))
                .put("successor", affiliation(unique("Successor")));
        sample.putObject("names").put("zh", "河北大学").put("zh-Hant", "河北大學");
        sample.putArray("acronyms").add("HBU").add("河大");
        return sample;
    }

    @Override
    protected String optional() {
        return "city";
    }

    @Test
    void creating_an_affiliation_requires_only_a_name() {
        post(asAdmin(), "/v1/affiliations", object().put("name", "O'Neil Institute «Ñandú» 🧪"))
                .then()
                .statusCode(201)
                .body("name", equalTo("O'Neil Institute «Ñandú» 🧪"))
                .body("status", equalTo("active"))
                .body("names.size()", equalTo(0))
                .body("acronyms.size()", equalTo(0))
                .body("$", not(hasKey("ror")))
                .body("$", not(hasKey("parent")));
    }

    @Test
    void affiliation_identifiers_are_stored_in_normalized_form() {
        String ror = ror();
        ObjectNode sent = object().put("name", unique("x"))
                .put("ror", ror.substring("https://ror.org/".length()).toUpperCase(Locale.ROOT))
                .put("isni", "0000 0001 2103 2683")
                .put("country", "cn");
        sent.putObject("names").put("ZH_hant", "河北大學");
        List.of(
                        "grid https://www.grid.ac/institutes/grid.4991.5",
                        "ringgold Ringgold: 6396",
                        "wikidata q34433",
                        "funder http://dx.doi.org/10.13039/501100000769",
                        "ringgold 6396")
                .forEach(id -> sent.withArray("identifiers")
                        .addObject()
                        .put("type", id.split(" ", 2)[0])
                        .put("value", id.split(" ", 2)[1]));
        post(asAdmin(), "/v1/affiliations", sent)
                .then()
                .statusCode(201)
                .body("identifiers.value", contains("grid.4991.5", "6396", "Q34433", "10.13039/501100000769"))
                .body("ror", equalTo(ror))
                .body("isni", equalTo("0000000121032683"))
                .body("country", equalTo("CN"))
                .body("names", equalTo(Map.of("zh-Hant", "河北大學")));
    }

    @Test
    void all_invalid_affiliation_members_are_reported_with_json_pointers() {
        ObjectNode wrong = object().put("name", unique("x"))
                .put("ror", "https://ror.org/05dxps056")
                .put("isni", "0000000121032684")
                .put("country", "Chna")
                .put("status", "actve")
                .put("parent", "no id")
                .put("successor", UNKNOWN);
        wrong.putObject("names").put("zh", " ").put("no language", "x").put("en/us", "x");
        wrong.putArray("acronyms").add("A").addNull().add(3);
        wrong.putArray("identifiers").addObject().put("type", "grid").put("value", "4991");
        invalid(post(asAdmin(), "/v1/affiliations", wrong).then())
                .body(
                        "errors.collect { it.pointer + ' ' + it.code }",
                        containsInAnyOrder(
                                "/ror ror-checksum",
                                "/isni isni-checksum",
                                "/country country-unknown",
                                "/status unknown-value",
                                "/parent id-format",
                                "/successor unknown-affiliation",
                                "/names/zh required",
                                "/names/no language language-format",
                                "/names/en~1us language-format",
                                "/acronyms/1 wrong-type",
                                "/acronyms/2 wrong-type",
                                "/identifiers/0/value organization-id-format"));
    }

    @Test
    void an_affiliation_with_duplicate_language_tags_returns_422() {
        ObjectNode twice = object().put("name", unique("x"));
        twice.putObject("names").put("zh-Hans", "甲").put("zh-hans", "乙");
        invalid(post(asAdmin(), "/v1/affiliations", twice).then())
                .body("errors.pointer", contains("/names/zh-hans"))
                .body("errors.code", contains("duplicate"));
    }

    @Test
    void a_merge_patch_can_add_and_remove_single_translated_names() {
        String path = create();
        ObjectNode patch = object();
        patch.putObject("names").put("th", "มหาวิทยาลัย").putNull("zh");
        patch(asAdmin(), path, "*", patch)
                .statusCode(200)
                .body("names", equalTo(Map.of("zh-Hant", "河北大學", "th", "มหาวิทยาลัย")));
    }

    @Test
    void a_parent_or_successor_can_be_sent_as_an_id_or_as_an_object() {
        String parent = affiliation(unique("Parent"));
        ObjectNode sent = object().put("name", unique("Part"));
        sent.putObject("parent").put("id", parent).put("name", "of no account");
        sent.putObject("successor").put("id", parent);
        post(asAdmin(), "/v1/affiliations", sent)
                .then()
                .statusCode(201)
                .body("parent", equalTo(parent))
                .body("successor", equalTo(parent));
        ObjectNode without = object().put("name", unique("Part"));
        without.putObject("parent").put("name", "x");
        invalid(post(asAdmin(), "/v1/affiliations", without).then()).body("errors.pointer", contains("/parent/id"));
    }

    @Test
    void an_affiliation_that_is_its_own_parent_or_successor_returns_422() {
        String path = create();
        ObjectNode patch = object().put("parent", id(path)).put("successor", id(path));
        invalid(patch(asAdmin(), path, "*", patch))
                .body("errors.pointer", containsInAnyOrder("/parent", "/successor"))
                .body("errors.code", contains("itself", "itself"));
    }

    @Test
    void the_affiliation_list_is_sorted_by_name_ignoring_case_and_accents() {
        String mark = unique("Order").replace(' ', 'x');
        List<String> names = List.of(mark + " émile", mark + " Emilie", mark + " zoo", mark + " 10", mark + " 9");
        String parent = affiliation(unique("Parent"));
        names.forEach(name -> Fixtures.created(
                asAdmin(), "/v1/affiliations", object().put("name", name).put("parent", parent)));
        asReader()
                .get("/v1/affiliations?parent=" + parent)
                .then()
                .body(
                        "items.name",
                        contains(mark + " 9", mark + " 10", mark + " émile", mark + " Emilie", mark + " zoo"));
    }

    @Test
    void the_affiliation_list_can_be_filtered_by_ror_id_country_and_parent() {
        String parent = affiliation(unique("Parent"));
        ObjectNode inChina = sample().put("parent", parent).put("country", "CN");
        ObjectNode inFrance = sample().put("parent", parent).put("country", "FR");
        String one = Fixtures.created(asAdmin(), "/v1/affiliations", inChina)
                .get("id")
                .textValue();
        String other = Fixtures.created(asAdmin(), "/v1/affiliations", inFrance)
                .get("id")
                .textValue();
        String bare = inChina.get("ror").textValue().substring("https://ror.org/".length());
        lists("ror=" + inChina.get("ror").textValue(), one);
        lists("ror=" + bare + "&ror=" + inFrance.get("ror").textValue(), one, other);
        lists("parent=" + parent, one, other);
        lists("parent=" + parent + "&country=fr", other);
        lists("parent=" + parent + "&country=FR&country=CN", one, other);
        lists("parent=" + one);
        asReader()
                .get("/v1/affiliations?ror=05dxps056&country=XY")
                .then()
                .statusCode(400)
                .body("errors.parameter", containsInAnyOrder("ror", "country"));
    }

    private static void lists(String query, String... ids) {
        asReader()
                .get("/v1/affiliations?" + query)
                .then()
                .statusCode(200)
                .body("total", equalTo(ids.length))
                .body("items.id", containsInAnyOrder(ids));
    }
}
