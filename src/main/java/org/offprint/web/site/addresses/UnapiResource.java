package org.offprint.web.site.addresses;

import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.offprint.formats.ExportFormats;
import org.offprint.formats.xml.XmlWriter;
import org.offprint.kernel.faults.Problems;
import org.offprint.kernel.identifiers.Ids;
import org.offprint.platform.http.caching.CachePolicy;
import org.offprint.platform.http.parameters.OwnParameters;
import org.offprint.web.site.pages.SiteSwitch;

/**
 * REST resource that implements unAPI version 1, which reference managers such as Zotero use to import several articles
 * from one page. Each list entry contains the article id in an {@code abbr} element with the class {@code unapi-id}.
 */
@Path(UnapiResource.PATH)
@PermitAll
@OwnParameters
public class UnapiResource {

    static final String PATH = "/unapi";

    /**
     * Formats that the unAPI resource supports. RIS comes first, because it contains most of the data that reference
     * managers store.
     */
    private static final List<String> FORMATS = List.of("ris", "bibtex");

    private static final int MULTIPLE_CHOICES = 300;

    private final RecordPages records;
    private final PageRedirects moved;
    private final SiteSwitch site;
    private final Map<String, String> types = new LinkedHashMap<>();

    UnapiResource(RecordPages records, PageRedirects moved, SiteSwitch site, ExportFormats formats) {
        this.records = records;
        this.moved = moved;
        this.site = site;
        FORMATS.forEach(name -> types.put(
                name, formats.named(name).orElseThrow().mediaTypes().iterator().next()));
    }

    @GET
    @Produces(MediaType.WILDCARD)
    @Operation(hidden = true)
    public Response getByUnapi(@QueryParam("id") String id, @QueryParam("format") String format) {
        site.require();
        if (id == null) {
            return formats(Response.ok(), null);
        }
        UUID article = Ids.isUuidShaped(id) ? Ids.parse(id) : null;
        if (article == null || records.ofArticle(article).isEmpty()) {
            throw Problems.notFound("article", id);
        }
        if (format == null) {
            return formats(Response.status(MULTIPLE_CHOICES), article);
        }
        if (!types.containsKey(format)) {
            throw Problems.notAcceptable(types.keySet());
        }
        return moved.temporary("/v1/articles/" + article + "/exports/" + format);
    }

    private Response formats(Response.ResponseBuilder response, UUID article) {
        XmlWriter xml = new XmlWriter();
        if (article == null) {
            xml.open("formats");
        } else {
            xml.open("formats", "id", article.toString());
        }
        types.forEach((name, type) -> xml.empty("format", "name", name, "type", type));
        String written = XmlWriter.DECLARATION + xml.close().toString().stripLeading() + "\n";
        return CachePolicy.PUBLIC
                .on(response.entity(written).type("application/xml;charset=UTF-8"))
                .build();
    }
}
