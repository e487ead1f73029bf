package org.offprint.web.site.addresses;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import org.offprint.platform.http.PublicUrl;
import org.offprint.platform.http.caching.CachePolicy;

/** Leads from an address to the one that a page has. */
@ApplicationScoped
public class MovedPage {

    private static final int MOVED = 301;
    private static final int FOUND = 302;

    private final PublicUrl publicUrl;

    MovedPage(PublicUrl publicUrl) {
        this.publicUrl = publicUrl;
    }

    /** Leads to the address that stands for this one: a path here, or a whole address elsewhere. */
    public Response forGood(String pathOrUrl) {
        return to(MOVED, pathOrUrl);
    }

    /** Leads to where it is at present. */
    public Response atPresent(String pathOrUrl) {
        return to(FOUND, pathOrUrl);
    }

    private Response to(int status, String pathOrUrl) {
        String location = pathOrUrl.startsWith("/") ? publicUrl.of(pathOrUrl) : pathOrUrl;
        return CachePolicy.PUBLIC
                .on(Response.status(status).header(HttpHeaders.LOCATION, location))
                .build();
    }
}
