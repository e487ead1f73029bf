package org.offprint.web.site.articles;

import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import java.util.function.UnaryOperator;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.offprint.formats.fulltext.stored.FullTexts;
import org.offprint.journal.articles.Article;
import org.offprint.journal.publishing.Previews;
import org.offprint.kernel.faults.Problems;
import org.offprint.kernel.record.ArticleFile;
import org.offprint.kernel.record.FileRole;
import org.offprint.platform.files.FileAddress;
import org.offprint.platform.files.FileContents.Content;
import org.offprint.platform.files.FileResponses;
import org.offprint.platform.files.ImageVersionStore;
import org.offprint.platform.files.images.WebImage;
import org.offprint.platform.http.caching.CachePolicy;
import org.offprint.platform.http.parameters.OwnParameters;
import org.offprint.platform.http.quotas.QuotaClass;
import org.offprint.platform.http.quotas.QuotaOf;
import org.offprint.web.site.pages.SitePages;
import org.offprint.web.site.pages.SiteRequest;
import org.offprint.web.site.pages.SiteSwitch;

/**
 * REST resource for previews of working copies. A preview displays the article and its files like a published article
 * to anyone with the link.
 */
@Path("/previews/{id}/{token}")
@PermitAll
@OwnParameters
public class PreviewPage {

    private final Previews previews;
    private final ArticlePages articles;
    private final FullTexts texts;
    private final FileResponses files;
    private final ImageVersionStore images;
    private final SitePages pages;
    private final SiteSwitch site;

    PreviewPage(
            Previews previews,
            ArticlePages articles,
            FullTexts texts,
            FileResponses files,
            ImageVersionStore images,
            SitePages pages,
            SiteSwitch site) {
        this.previews = previews;
        this.articles = articles;
        this.texts = texts;
        this.files = files;
        this.images = images;
        this.pages = pages;
        this.site = site;
    }

    @GET
    @QuotaOf(QuotaClass.SEARCH)
    @Operation(hidden = true)
    public Response getPreviewPage(
            @PathParam("id") String id, @PathParam("token") String token, @BeanParam SiteRequest asked) {
        site.require();
        Article article = previews.open(id, token);
        String path = Previews.pagePath(article.id, token);
        UnaryOperator<String> address = name -> path + "/files/" + FileAddress.inPath(name);
        return pages.answerPrivately(
                asked,
                articles.preview(previews.view(article, path), texts.ofWorkingCopy(article, "", address), address));
    }

    @GET
    @Path("files/{name: .+}")
    @Operation(hidden = true)
    public Response getPreviewFile(
            @PathParam("id") String id,
            @PathParam("token") String token,
            @PathParam("name") String name,
            @QueryParam("size") String size,
            @Context HttpHeaders headers,
            @Context Request request) {
        site.require();
        ArticleFile file = previews.open(id, token).body.files().stream()
                .filter(each -> each.isStored()
                        && each.role() != FileRole.JATS
                        && each.name().equals(name))
                .findFirst()
                .orElseThrow(() -> Problems.notFound("file", name));
        WebImage.Size wanted = WebImage.Size.WEB_1600.term().equals(size) ? WebImage.Size.WEB_1600 : null;
        ImageVersionStore.Download sent = images.sent(Content.of(file), name, wanted);
        return files.answer(sent.content(), sent.name(), CachePolicy.PRIVATE, false, headers, request.getMethod())
                .header("X-Robots-Tag", "noindex")
                .build();
    }
}
