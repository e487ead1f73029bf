package org.offprint.web.site.pages;

import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.offprint.kernel.faults.Problems;
import org.offprint.platform.http.caching.CachePolicy;
import org.offprint.platform.http.caching.Reply;
import org.offprint.platform.http.parameters.OwnParameters;
import org.offprint.web.site.pages.SiteAssets.Asset;

/** REST resource for the site's style sheet, script and images. */
@Path(SiteAssets.PATH)
@PermitAll
@OwnParameters
public class AssetResource {

    private final SiteAssets assets;

    AssetResource(SiteAssets assets) {
        this.assets = assets;
    }

    @GET
    @Path("{hash}/{name: .+}")
    @Operation(hidden = true)
    public Response getAsset(
            @PathParam("hash") String hash, @PathParam("name") String name, @Context HttpHeaders headers) {
        Asset asset = assets.find(name).orElseThrow(() -> Problems.notFound("asset", name));
        Response.ResponseBuilder response = Reply.forReaders(headers, asset.content(), '"' + asset.hash() + '"', null)
                .type(asset.type());
        // A client with an outdated page receives the current asset, but must not cache it under the outdated URL.
        if (asset.hash().equals(hash)) {
            response.header("Cache-Control", null);
            CachePolicy.FOR_EVER.on(response);
        }
        return response.build();
    }
}
