import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedOutputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Writes the articles of the corpus as JATS to a ZIP archive, one file per article.
 *
 * <p>{@code java -cp 'target/quarkus-app/lib/main/*' bench/Jats.java < corpus.jsonl.gz > corpus.zip}
 */
public class Jats {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Map<String, JsonNode> named = new HashMap<>();

    public static void main(String... arguments) throws IOException {
        Jats jats = new Jats();
        try (BufferedReader lines = new BufferedReader(
                        new InputStreamReader(new GZIPInputStream(System.in, 1 << 16), StandardCharsets.UTF_8));
                ZipOutputStream zip = new ZipOutputStream(new BufferedOutputStream(System.out, 1 << 16))) {
            int number = 0;
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                JsonNode record = JSON.readTree(line);
                if (record.get("kind").asText().equals("article")) {
                    zip.putNextEntry(new ZipEntry("article" + number++ + ".xml"));
                    zip.write(jats.article(record).getBytes(StandardCharsets.UTF_8));
                } else {
                    jats.named.put(record.get("id").asText(), record);
                }
            }
        }
    }

    private String article(JsonNode article) {
        JsonNode journal = named.get(article.get("journal").asText());
        JsonNode issue = named.get(article.get("issue").asText());
        StringBuilder xml = new StringBuilder("<article article-type=\"" + text(article, "type") + "\" xml:lang=\"en\"><front>");
        xml.append("<journal-meta><journal-title-group><journal-title>").append(text(journal, "title"));
        xml.append("</journal-title></journal-title-group><issn pub-type=\"epub\">");
        xml.append(journal.at("/issns/0/value").asText()).append("</issn></journal-meta><article-meta>");
        xml.append("<article-id pub-id-type=\"doi\">").append(text(article, "doi")).append("</article-id>");
        xml.append("<title-group><article-title>").append(text(article, "title")).append("</article-title>");
        JsonNode chinese = article.at("/translations/zh");
        if (!chinese.isMissingNode()) {
            xml.append("<trans-title-group xml:lang=\"zh\"><trans-title>").append(text(chinese, "title"));
            xml.append("</trans-title></trans-title-group>");
        }
        xml.append("</title-group>");
        people(article, xml);
        String[] date = article.at("/dates/published").asText().split("-");
        xml.append("<pub-date date-type=\"pub\"><day>").append(date[2]).append("</day><month>").append(date[1]);
        xml.append("</month><year>").append(date[0]).append("</year></pub-date><volume>").append(text(issue, "volume"));
        xml.append("</volume><issue>").append(text(issue, "number")).append("</issue><abstract><p>");
        xml.append(text(article, "abstract")).append("</p></abstract>");
        if (!chinese.isMissingNode()) {
            xml.append("<trans-abstract xml:lang=\"zh\"><p>").append(text(chinese, "abstract")).append("</p></trans-abstract>");
        }
        xml.append("<kwd-group xml:lang=\"en\">");
        article.get("keywords").forEach(keyword -> xml.append("<kwd>").append(keyword.asText()).append("</kwd>"));
        xml.append("</kwd-group></article-meta></front><back><ref-list>");
        article.get("references").forEach(reference -> xml.append("<ref id=\"")
                .append(text(reference, "key"))
                .append("\"><mixed-citation>")
                .append(text(reference, "text"))
                .append(" <pub-id pub-id-type=\"doi\">")
                .append(text(reference, "doi"))
                .append("</pub-id></mixed-citation></ref>"));
        return xml.append("</ref-list></back></article>").toString();
    }

    /** Writes the contributors, each with the affiliations as printed text. */
    private void people(JsonNode article, StringBuilder xml) {
        xml.append("<contrib-group>");
        for (JsonNode person : article.get("contributors")) {
            xml.append("<contrib contrib-type=\"author\"><name><surname>").append(text(person, "family"));
            xml.append("</surname><given-names>").append(text(person, "given")).append("</given-names></name>");
            for (JsonNode id : person.get("affiliations")) {
                JsonNode affiliation = named.get(id.asText());
                xml.append("<aff>").append(text(affiliation, "name")).append(", ").append(text(affiliation, "city"));
                xml.append(", ").append(text(affiliation, "country")).append("</aff>");
            }
            xml.append("</contrib>");
        }
        xml.append("</contrib-group>");
    }

    private static String text(JsonNode of, String member) {
        return of.path(member).asText().replace("&", "&amp;").replace("<", "&lt;");
    }
}
