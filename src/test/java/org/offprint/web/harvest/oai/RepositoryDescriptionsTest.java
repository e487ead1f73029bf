package org.offprint.web.harvest.oai;

import static io.restassured.RestAssured.given;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.quarkus.runtime.configuration.ConfigurationException;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.XMLConstants;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.SchemaFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.offprint.ConfiguredService;
import org.offprint.web.harvest.oai.protocol.OaiIdentifiers;

/** Tests Identify responses of a service with configured policies and a configured licence. */
@QuarkusTest
@TestProfile(ConfiguredService.class)
class RepositoryDescriptionsTest {

    private static final Pattern DESCRIPTION =
            Pattern.compile("<description>\\s*(<([A-Za-z-]+) .*?</\\2>)\\s*</description>", Pattern.DOTALL);

    @Test
    void the_policies_and_the_licence_in_the_identify_response_match_their_schemas() throws Exception {
        String identify = given().get("/oai?verb=Identify").asString();
        List<Matcher> found = DESCRIPTION
                .matcher(identify)
                .results()
                .map(result -> DESCRIPTION.matcher(result.group()))
                .filter(Matcher::find)
                .toList();
        assertEquals(
                List.of("oai-identifier", "eprints", "rightsManifest"),
                found.stream().map(matcher -> matcher.group(2)).toList());
        // Validates each description as a separate document, because harvesters extract the descriptions.
        assertValid("eprints", found.get(1).group(1));
        assertValid("rights", found.get(2).group(1));
        // Validates the response without these descriptions against the OAI-PMH schema.
        String rest =
                identify.replace(found.get(1).group(), "").replace(found.get(2).group(), "");
        Harvester.Answer answer = Harvester.parsed(rest.getBytes(StandardCharsets.UTF_8));
        assertEquals("Journals & more", answer.text("repositoryName"));
        assertEquals(List.of("oai@journal.example"), answer.texts("adminEmail"));
    }

    @Test
    void a_configured_policy_is_written_as_a_url_or_as_text() {
        String identify = given().get("/oai?verb=Identify").asString().replaceAll(">\\s+<", "><");
        assertEquals("<text>Free &amp; &quot;open&quot; &lt;for all&gt;</text>", within(identify, "metadataPolicy"));
        assertEquals("<URL>https://journal.example/policy?a=1&amp;b=2</URL>", within(identify, "dataPolicy"));
    }

    /** The schema requires both policy elements. The element of a policy that is not configured is empty. */
    @Test
    void a_description_with_only_one_configured_policy_is_valid() throws Exception {
        for (boolean isOfMetadata : List.of(true, false)) {
            Optional<String> none = Optional.empty();
            Optional<String> said = Optional.of("Ask us.");
            OaiDocument document = new OaiDocument(Instant.EPOCH, "http://a.example/oai", Map.of());
            OaiIdentifiers identifiers = new OaiIdentifiers(Optional.of("journal.example"), none);
            new RepositoryDescriptions(identifiers, isOfMetadata ? said : none, isOfMetadata ? none : said, none)
                    .write(document, UUID.randomUUID());
            String written = new String(document.toBytes(), StandardCharsets.UTF_8);
            assertValid("eprints", written.replaceAll("(?s).*(<eprints .*</eprints>).*", "$1"));
            assertFalse(written.contains("rightsManifest"));
        }
    }

    @ParameterizedTest
    @CsvSource({"CC0", "creativecommons.org/licenses/by/4.0", "'https://a.example/ b'", "ftp://a.example/licence"})
    void a_configured_licence_that_is_not_a_url_is_rejected(String licence) {
        OaiIdentifiers identifiers = new OaiIdentifiers(Optional.of("journal.example"), Optional.empty());
        Optional<String> none = Optional.empty();
        assertThrows(
                ConfigurationException.class,
                () -> new RepositoryDescriptions(identifiers, none, none, Optional.of(licence)));
    }

    private static String within(String xml, String element) {
        return xml.replaceAll("(?s).*<" + element + ">(.*)</" + element + ">.*", "$1");
    }

    private static void assertValid(String schema, String island) throws Exception {
        SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI)
                .newSchema(RepositoryDescriptionsTest.class.getResource("/harvest/" + schema + ".xsd"))
                .newValidator()
                .validate(new StreamSource(new StringReader(island)));
    }
}
