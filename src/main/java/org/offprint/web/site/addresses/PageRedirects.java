package org.offprint.web.site.addresses;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import org.offprint.platform.http.PublicUrl;
import org.offprint.platform.http.caching.CachePolicy;

/** Creates redirect responses to the current URL of a page. */
@ApplicationScoped
public class PageRedirects {

    private static final int MOVED = 301;
    private static final int FOUND = 302;

    private final PublicUrl publicUrl;

    PageRedirects(PublicUrl publicUrl) {
        this.publicUrl = publicUrl;
    }

    /** Creates a permanent redirect to a path of this service or an external URL. */
    public Response permanent(String pathOrUrl) {
        return to(MOVED, pathOrUrl);
    }

    /** Creates a temporary redirect to a path of this service or an external URL. */
    public Response temporary(String pathOrUrl) {
        return to(FOUND, pathOrUrl);
    }

    private Response to(int status, String pathOrUrl) {
        String location = pathOrUrl.startsWith("/") ? publicUrl.of(pathOrUrl) : pathOrUrl;
        return CachePolicy.PUBLIC
                .on(Response.status(status).header(HttpHeaders.LOCATION, location))
                .build();
    }
}
