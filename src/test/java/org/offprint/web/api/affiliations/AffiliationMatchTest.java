package org.offprint.web.api.affiliations;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.offprint.web.api.Fixtures.object;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.offprint.web.api.Client;
import org.offprint.web.api.Fixtures;

/** Tests that printed affiliations are parsed and matched with the affiliations in this service. */
@QuarkusTest
class AffiliationMatchTest {

    private static final String CHINESE = "河北工业职业技术大学";

    private final Client admin = Client.here();
    private final Client reader = admin.anonymous();

    private JsonNode match(String text) {
        return reader.get("/v1/affiliations/match?text=" + URLEncoder.encode(text, StandardCharsets.UTF_8))
                .expect(200)
                .body();
    }

    private String organization(String name, String city, String region, String country) {
        return made(object().put("name", name)
                .put("city", city)
                .put("region", region)
                .put("country", country));
    }

    private static String made(ObjectNode affiliation) {
        return Fixtures.created(Fixtures.asAdmin(), "/v1/affiliations", affiliation)
                .get("id")
                .textValue();
    }

    private static String best(JsonNode match) {
        return match.at("/items/0/affiliation/id").textValue();
    }

    @Test
    void english_and_chinese_affiliation_strings_are_parsed_and_matched() {
        ObjectNode university = object().put("name", "Hebei Vocational University of Industry and Technology")
                .put("city", "Shijiazhuang")
                .put("region", "Hebei")
                .put("country", "CN");
        university.putObject("names").put("zh", CHINESE);
        String id = made(university);
        organization("Hebei University", "Baoding", "Hebei", "CN");
        organization("Hebei Vocational College of Politics and Law", "Shijiazhuang", "Hebei", "CN");

        JsonNode english =
                match("Hebei Vocational University of Industry and Technology, Shijiazhuang 050091, Hebei, China");
        assertEquals(
                "{\"organization\":\"Hebei Vocational University of Industry and Technology\",\"city\":\"Shijiazhuang\","
                        + "\"region\":\"Hebei\",\"postalCode\":\"050091\",\"country\":\"CN\"}",
                english.get("parts").toString());
        assertEquals(id, best(english));
        assertTrue(english.at("/items/0/sure").booleanValue());
        assertTrue(english.at("/items/0/score").doubleValue() > 0.95);
        assertTrue(english.get("items").size() > 1, "several candidates have similar names");
        assertFalse(english.at("/items/1/sure").booleanValue());

        JsonNode chinese = match(CHINESE + "，石家庄 050091，河北，中国");
        assertEquals(
                "{\"organization\":\"" + CHINESE + "\",\"city\":\"石家庄\",\"region\":\"河北\","
                        + "\"postalCode\":\"050091\",\"country\":\"CN\"}",
                chinese.get("parts").toString());
        assertEquals(id, best(chinese));
        assertTrue(chinese.at("/items/0/sure").booleanValue());
        assertEquals(CHINESE, chinese.at("/items/0/name").textValue());

        JsonNode address = match("中国河北省石家庄市红旗大街626号 " + CHINESE + "电气工程系，050091");
        assertEquals(
                "{\"organization\":\"" + CHINESE + "\",\"department\":\"电气工程系\",\"city\":\"石家庄市\",\"region\":\"河北省\","
                        + "\"postalCode\":\"050091\",\"country\":\"CN\"}",
                address.get("parts").toString());
        assertEquals(id, best(address));
        assertTrue(address.at("/items/0/sure").booleanValue());
    }

    @Test
    void affiliation_matching_ignores_case_accents_abbreviations_and_departments() {
        ObjectNode goias = object().put("name", "Universidade Federal de Goyaz")
                .put("city", "Goyânia")
                .put("country", "BR");
        goias.putArray("acronyms").add("UFGZ");
        String id = made(goias);
        JsonNode match =
                match("Departamento de Botânica, UNIVERSIDADE FEDERAL DE GOYAZ, 74690-900 Goyania, GO, Brasil");
        assertEquals(id, best(match));
        assertTrue(match.at("/items/0/sure").booleanValue());
        assertEquals(
                "{\"organization\":\"UNIVERSIDADE FEDERAL DE GOYAZ\",\"department\":\"Departamento de Botânica\","
                        + "\"city\":\"Goyania\",\"region\":\"GO\",\"postalCode\":\"74690-900\",\"country\":\"BR\"}",
                match.get("parts").toString());
        assertEquals(id, best(match("Univ. Federal de Goyaz, Brazil")).toString());
        // An acronym without the city of its organization is a candidate, never a sure match.
        JsonNode acronym = match("UFGZ, Brasil");
        assertEquals(id, best(acronym));
        assertFalse(acronym.at("/items/0/sure").booleanValue());
    }

    @Test
    void affiliations_without_commas_are_matched_after_a_department_and_before_a_place() {
        String id = organization("University of Tidewrack", "Tidewrack", "Fifeshire", "GB");
        for (String one : new String[] {
            "Department of Physics University of Tidewrack Tidewrack UK",
            "Department of Oceanic Sciences University of Tidewrack, Tidewrack, UK",
            "Department of Marine BiologyUniversity of TidewrackTidewrackUnited Kingdom",
            "School of Law at the University of Tidewrack, Tidewrack, UK",
            "University of Tidewrack School of Medicine, Tidewrack, UK",
            "University of Tidewrack Faculty of Law, Tidewrack, UK",
            "University of Tidewrack Medical School, Tidewrack, UK"
        }) {
            JsonNode match = match(one);
            assertEquals(id, best(match), one);
            assertTrue(match.at("/items/0/sure").booleanValue(), one);
        }
        for (String other : new String[] {
            "Royal University of Tidewrack, Tidewrack, UK",
            "Hospital of the University of Tidewrack, Tidewrack, UK",
            "University of Tidewrack Hospital, Tidewrack, UK",
            "University of Tidewrack and Nowhereton Institute, Tidewrack, UK",
            "Department of Physics and University of Tidewrack Tidewrack UK",
            "Department of Physics University of Tidewrack University of Nowhereton Tidewrack UK"
        }) {
            assertFalse(match(other).at("/items/0/sure").booleanValue(), other);
        }
    }

    @Test
    void translated_and_reordered_names_of_universities_are_matched() {
        String id = organization("Universidade de Marisma", "Marisma", null, "PT");
        for (String one : new String[] {
            "University of Marisma, Marisma, Portugal",
            "Università degli Studi di Marisma, Marisma, Portugal",
            "Univ. Marisma, Marisma, Portugal",
            "Marisma University, Marisma, Portugal"
        }) {
            JsonNode match = match(one);
            assertEquals(id, best(match), one);
            assertTrue(match.at("/items/0/sure").booleanValue(), one);
        }
        // Two universities can have the same words in a different order. The city is required.
        assertFalse(match("Marisma University, Portugal").at("/items/0/sure").booleanValue());
    }

    @Test
    void states_and_provinces_are_evidence_for_or_against_an_organization() {
        String id = organization("Saint Whelk's Hospital", "Clamtown", "Massachusetts", "US");
        for (String one : new String[] {
            "St. Whelks Hospital, Clamtown, MA 02139",
            "Saint Whelk’s Hospital, Clamtown, Mass.",
            "Saint Whelk's Hospital, Massachusetts, USA",
            "Saint Whelk's Hospital, MA 02139, USA"
        }) {
            JsonNode match = match(one);
            assertEquals(id, best(match), one);
            assertTrue(match.at("/items/0/sure").booleanValue(), one);
        }
        for (String other : new String[] {
            "Saint Whelk's Hospital, Phoenix, AZ, USA",
            "Saint Whelk's Hospital, Phoenix, Arizona",
            "Saint Whelk's Hospital, Sydney, New South Wales"
        }) {
            assertFalse(match(other).at("/items/0/sure").booleanValue(), other);
        }
        String georgia = organization("Periwinkle University", "Atlanta", "Georgia", "US");
        JsonNode match = match("Periwinkle University, Atlanta, Georgia");
        assertEquals(georgia, best(match));
        assertTrue(match.at("/items/0/sure").booleanValue(), "Georgia is a state of the United States and a country");
    }

    @Test
    void a_distinctive_name_at_the_end_is_matched_without_a_place() {
        String limpet = organization("Johann Limpet University", "Silt", null, "DE");
        organization("University of Barnacle Reach", "Barnacle", null, "GB");
        organization("Scallop Institute", "Silt", null, "DE");
        assertEquals(limpet, best(match("Department of Physics, Johann Limpet University")));
        assertTrue(match("Department of Physics, Johann Limpet University")
                .at("/items/0/sure")
                .booleanValue());
        assertTrue(match("University of Barnacle Reach").at("/items/0/sure").booleanValue());
        organization("Anemone University", "Silt", null, "DE");
        assertTrue(
                match("Faculty of Law, Anemone University").at("/items/0/sure").booleanValue());
        assertFalse(match("Scallop Institute").at("/items/0/sure").booleanValue(), "one distinctive word");
        assertFalse(match("Johann Limpet University, Nowhereton")
                .at("/items/0/sure")
                .booleanValue());
    }

    @Test
    void a_name_that_any_department_can_have_is_not_certain_without_its_city() {
        String department = organization("Graduate School of Engineering", "Silt", null, "DE");
        String university = organization("Pipefish University", "Kelpstadt", null, "DE");
        assertEquals(university, best(match("Graduate School of Engineering, Pipefish University")));
        assertFalse(match("Graduate School of Engineering, Germany")
                .at("/items/0/sure")
                .booleanValue());
        JsonNode placed = match("Graduate School of Engineering, Silt, Germany");
        assertEquals(department, best(placed));
        assertTrue(placed.at("/items/0/sure").booleanValue());
    }

    @Test
    void the_city_in_a_name_is_evidence_if_the_country_matches() {
        String id = organization("Urchin University of Tides, Reefton", "Reefton", null, "NZ");
        JsonNode match = match("Department of Physics, Urchin University of Tides, Reefton 7830, New Zealand");
        assertEquals(id, best(match));
        assertTrue(match.at("/items/0/sure").booleanValue());
    }

    @Test
    void a_territory_is_no_evidence_for_its_country() {
        String id = organization("Lionfish University of Hong Kong", "Hong Kong", null, "HK");
        JsonNode campus = match("Lionfish University of Hong Kong (Shenzhen), Shenzhen, China");
        assertEquals(id, best(campus));
        assertFalse(campus.at("/items/0/sure").booleanValue());
        assertTrue(match("Lionfish University of Hong Kong, Hong Kong, China")
                .at("/items/0/sure")
                .booleanValue());
    }

    @Test
    void an_acronym_or_a_name_of_one_word_is_certain_only_with_its_city_and_country() {
        ObjectNode named = object().put("name", "Centre for Kelp and Dulse Research")
                .put("city", "Sandhaven")
                .put("country", "GB");
        named.putArray("acronyms").add("CKDR");
        String kelp = made(named);
        String company = organization("Dulsetech (Norway)", "Bergen", null, "NO");
        for (String one : new String[] {"CKDR, Sandhaven, UK", "Department of Algae, CKDR, Sandhaven, UK"}) {
            assertEquals(kelp, best(match(one)), one);
            assertTrue(match(one).at("/items/0/sure").booleanValue(), one);
        }
        assertEquals(company, best(match("Dulsetech, Bergen, Norway")));
        assertTrue(match("Dulsetech, Bergen, Norway").at("/items/0/sure").booleanValue());
        for (String none : new String[] {"CKDR, UK", "CKDR, Leeds, UK", "Ckdr, Sandhaven, UK", "Dulsetech, Norway"}) {
            assertFalse(match(none).at("/items/0/sure").booleanValue(), none);
        }
    }

    @Test
    void the_name_of_a_university_system_without_system_is_no_certain_match() {
        ObjectNode system = object().put("name", "University of Cocklemere System")
                .put("city", "Cocklemere")
                .put("country", "US");
        system.putObject("names").put("fr", "Université de Cocklemere");
        String all = made(system);
        String campus = organization("University of Cocklemere, Quahog", "Quahog", null, "US");
        JsonNode match = match("Department of Physics, University of Cocklemere, Quahog, USA");
        assertEquals(campus, best(match));
        assertTrue(match.at("/items/0/sure").booleanValue(), "the longer name includes the name of the system");
        assertFalse(match("University of Cocklemere, Winkle, USA")
                .at("/items/0/sure")
                .booleanValue());
        JsonNode whole = match("University of Cocklemere System, Cocklemere, USA");
        assertEquals(all, best(whole));
        assertTrue(whole.at("/items/0/sure").booleanValue());
    }

    @Test
    void a_text_that_may_name_another_organization_has_no_certain_match() {
        String springfield = organization("Saint Grumble University", "Springfield", null, "US");
        organization("Saint Grumble University", "Sydney", null, "AU");
        organization("Grumble Polytechnic", null, null, "FR");
        String inUs = best(match("Saint Grumble University, Springfield, USA"));
        assertEquals(springfield, inUs);
        assertTrue(match("Saint Grumble University, Springfield, USA")
                .at("/items/0/sure")
                .booleanValue());
        // Without a city or country, the text may name either of the two universities. With another country, the text
        // names neither university.
        assertFalse(match("Saint Grumble University").at("/items/0/sure").booleanValue());
        assertFalse(match("Saint Grumble University, Toronto, Canada")
                .at("/items/0/sure")
                .booleanValue());
        // The text contains the university's name as part of a longer name.
        assertFalse(match("Royal Saint Grumble University Hospital, Springfield, USA")
                .at("/items/0/sure")
                .booleanValue());
    }

    @Test
    void affiliation_matching_never_returns_a_merged_affiliation() {
        String loser = organization("Mergeable Institute of Wool", "Leeds", null, "GB");
        String survivor = organization("Mergeable Institute of Wool", "Leeds", null, "GB");
        assertFalse(match("Mergeable Institute of Wool, Leeds, UK")
                .at("/items/0/sure")
                .booleanValue());
        ObjectNode merge = object();
        merge.putArray("from").add(loser);
        admin.post("/v1/affiliations/" + survivor + "/merges", merge).expect(200);
        JsonNode match = match("Mergeable Institute of Wool, Leeds, UK");
        assertEquals(survivor, best(match));
        assertTrue(match.at("/items/0/sure").booleanValue());
        assertEquals(
                match,
                admin.get("/v1/affiliations/match?text=Mergeable%20Institute%20of%20Wool,%20Leeds,%20UK")
                        .expect(200)
                        .body());
    }

    @Test
    void the_name_of_a_merged_affiliation_matches_its_survivor_until_the_merge_is_undone() {
        String loser = organization("Guild of Yarn Spinners Wharfedale", "Otley", null, "GB");
        String survivor = organization("Wool Academy of the Dales", "Skipton", null, "GB");
        String byLoser = "Guild of Yarn Spinners Wharfedale, Otley, UK";
        ObjectNode article = object().put("journal", Fixtures.journal())
                .put("title", "Yarn")
                .put("language", "en")
                .put("type", "research-article");
        article.putArray("contributors")
                .addObject()
                .put("family", "Spinner")
                .put("role", "author")
                .putArray("affiliations")
                .add(loser);
        String id = Fixtures.created(Fixtures.asAdmin(), "/v1/articles", article)
                .get("id")
                .textValue();
        Fixtures.publish(id);
        ObjectNode merge = object();
        merge.putArray("from").add(loser);
        admin.post("/v1/affiliations/" + survivor + "/merges", merge).expect(200);
        JsonNode merged = match(byLoser);
        assertEquals(survivor, best(merged));
        assertTrue(merged.at("/items/0/sure").booleanValue(), merged.toString());
        assertEquals(
                "Guild of Yarn Spinners Wharfedale", merged.at("/items/0/name").textValue());
        assertTrue(match("Wool Academy of the Dales, Skipton, UK")
                .at("/items/0/sure")
                .booleanValue());
        assertEquals(1, articlesOf(survivor));

        Fixtures.asAdmin()
                .header("If-Match", "*")
                .delete("/v1/affiliations/" + survivor + "/merges/" + loser)
                .then()
                .statusCode(204);

        JsonNode undone = match(byLoser);
        assertEquals(loser, best(undone));
        assertTrue(undone.at("/items/0/sure").booleanValue(), undone.toString());
        assertEquals(0, articlesOf(survivor));
        assertEquals(1, articlesOf(loser));
        assertEquals(survivor, best(match("Wool Academy of the Dales, Skipton, UK")));
    }

    private int articlesOf(String affiliation) {
        return reader.get("/v1/articles?affiliation=" + affiliation)
                .expect(200)
                .body()
                .get("total")
                .intValue();
    }

    @Test
    void a_text_that_names_several_unrelated_organizations_has_no_certain_match() {
        organization("Harbour Hospital of Tarnmouth", "Tarnmouth", null, "GB");
        String university = organization("University of Tarnmouth Sands", "Tarnmouth", null, "GB");
        assertFalse(match("Harbour Hospital of Tarnmouth, University of Tarnmouth Sands, Tarnmouth, UK")
                .at("/items/0/sure")
                .booleanValue());
        ObjectNode part = object().put("name", "Tarnmouth Institute of Tides and Shoals")
                .put("city", "Tarnmouth")
                .put("country", "GB")
                .put("parent", university);
        String institute = made(part);
        JsonNode whole = match("Tarnmouth Institute of Tides and Shoals, University of Tarnmouth Sands, Tarnmouth, UK");
        assertEquals(institute, best(whole));
        assertTrue(whole.at("/items/0/sure").booleanValue(), "one organization is a part of the other");
    }

    @Test
    void a_text_that_names_two_organizations_has_no_certain_match() {
        // Real affiliations name two organizations in these formats.
        String medical = organization("Howard Grumble Medical Institute", null, null, "US");
        String stanfield = organization("Stanfield University", "Stanfield", null, "US");
        String laboratory = organization("Sainsfield Laboratory of Reeds", null, null, "GB");
        String cambry = organization("University of Cambry Fens", "Cambry", null, "GB");
        for (String two : new String[] {
            "Department of Biology, Howard Grumble Medical Institute, Stanfield University, Stanfield, United States",
            "Howard Grumble Medical Institute, Stanfield University; Stanfield, USA",
            "Stanfield University, Stanfield, and Howard Grumble Medical Institute, USA",
            "Department of Biology, Stanfield University and Howard Grumble Medical Institute, Stanfield, USA",
            "Howard Grumble Medical Institute at Stanfield University, Stanfield, USA",
            "Stanfield University / Howard Grumble Medical Institute, Stanfield, USA",
            "Sainsfield Laboratory of Reeds, University of Cambry Fens, Cambry, United Kingdom",
            // One of the two organizations is unknown to the service.
            "Stanfield University, Stanfield and University of Nowhereton, Nowhereton, USA",
            "University of Nowhereton, Nowhereton, and Stanfield University, Stanfield, USA",
            "Dept. of Law, Stanfield University, Stanfield, USA and Nowhereton University, Nowhereton, USA",
            "Universidad de Ninguna Parte, y Stanfield University, Stanfield, USA"
        }) {
            assertFalse(match(two).at("/items/0/sure").booleanValue(), two);
        }
        JsonNode both = match("Howard Grumble Medical Institute, Stanfield University, Stanfield, USA");
        assertEquals(stanfield, best(both));
        assertEquals(medical, both.at("/items/1/affiliation/id").textValue());
        for (String one : new String[] {
            "Department of Environmental Science, Policy, and Management, Stanfield University, Stanfield, USA",
            "Schools of Law and Medicine, Stanfield University, Stanfield, USA",
            "Stanfield University, Stanfield, USA"
        }) {
            assertTrue(match(one).at("/items/0/sure").booleanValue(), one);
        }
        assertEquals(laboratory, best(match("Sainsfield Laboratory of Reeds, UK")));
        assertEquals(cambry, best(match("University of Cambry Fens, Cambry, UK")));
    }

    @Test
    void a_text_that_also_names_an_unknown_university_has_no_certain_match() {
        String institute = organization("Institute of Limpet Studies", "Sandford", null, "GB");
        ObjectNode held = object().put("name", "University of Sandford Spit")
                .put("city", "Sandford")
                .put("country", "GB");
        held.putObject("names").put("pt", "Universidade de Sandford Spit");
        String university = made(held);
        for (String two : new String[] {
            "Institute of Limpet Studies, University of Nowhereton, Sandford, UK",
            "University of Nowhereton, Institute of Limpet Studies, Sandford, UK",
            "Institute of Limpet Studies, Nowhereton University School of Law, Sandford, UK",
            "Institute of Limpet Studies, Nowhereton Medical School, Sandford, UK",
            "Institute of Limpet Studies, Universit\u00E4t Nirgendwo, Sandford, UK",
            "University of Sandford Spit, Nowhereton University, Sandford, UK",
            "Nowhereton Foundation, Grumble Institute, and Department of Silt, University of Sandford Spit, Sandford, UK"
        }) {
            JsonNode match = match(two);
            assertFalse(match.at("/items/0/sure").booleanValue(), two);
            assertTrue(List.of(institute, university).contains(best(match)), two);
        }
        for (String one : new String[] {
            "Institute of Limpet Studies, 7 University Road, Sandford, UK",
            "Graduate School of Shells, Institute of Limpet Studies, Sandford, UK",
            "Medical School, Institute of Limpet Studies, Sandford, UK",
            "Institute of Whelks, University of Sandford Spit, Sandford, UK",
            "Department of Silt, Mud, and Institute of Whelks, University of Sandford Spit, Sandford, UK",
            "Nowhereton School of Law, University of Sandford Spit, Sandford, UK",
            "Nowhereton University Hospital, University of Sandford Spit, Sandford, UK",
            "University of Sandford Spit, Universidade de Sandford Spit, Sandford, UK"
        }) {
            assertTrue(match(one).at("/items/0/sure").booleanValue(), one);
        }
    }

    @Test
    void an_invalid_match_request_returns_400_but_unusual_text_is_accepted() {
        for (String query : new String[] {
            "", "?text=", "?text=" + "x".repeat(1_001), "?text=x%00", "?text=x&limit=21", "?text=x&q=y"
        }) {
            assertEquals(400, reader.get("/v1/affiliations/match" + query).status(), query);
        }
        assertEquals(405, reader.post("/v1/affiliations/match", object()).status());
        for (String odd : new String[] {
            ",",
            ";;;,,,",
            "!!!",
            "1",
            "中",
            "中国",
            "UK",
            "a ".repeat(499),
            "( ( ( )",
            "Ω".repeat(900),
            "大".repeat(900),
            "University ".repeat(90),
            "\u200f\ufeff",
            ".,.,.,.,.,.,",
            "x,".repeat(499)
        }) {
            match(odd);
        }
    }
}
