package org.offprint.platform.http.quotas;

import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Response;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** Search operation that exists only for tests. Each search waits until the test allows it to end. */
@Path("/v1/manners/searches/{name}")
@PermitAll
@Produces("application/json")
@QuotaOf(QuotaClass.SEARCH)
public class SearchProbeResource {

    /** Names of the searches that have started. */
    static final List<String> STARTED = new CopyOnWriteArrayList<>();

    /** Number of searches that have started and not ended. */
    static final AtomicInteger RUNNING = new AtomicInteger();

    /** Semaphore with one permit for each search that may end. */
    static final Semaphore ENDS = new Semaphore(0);

    @GET
    @Operation(hidden = true)
    public Response search(@PathParam("name") String name) throws InterruptedException {
        STARTED.add(name);
        RUNNING.incrementAndGet();
        try {
            ENDS.acquire();
        } finally {
            RUNNING.decrementAndGet();
        }
        return Response.ok("{}".getBytes(StandardCharsets.US_ASCII)).build();
    }
}
