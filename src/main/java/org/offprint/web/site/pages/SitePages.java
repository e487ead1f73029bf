package org.offprint.web.site.pages;

import io.quarkus.qute.RawString;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.offprint.formats.writing.PublishedRecord;
import org.offprint.journal.journals.JournalRef;
import org.offprint.platform.http.PublicUrl;
import org.offprint.platform.http.caching.CachePolicy;
import org.offprint.platform.http.caching.Encoded;
import org.offprint.platform.http.caching.EntityTag;
import org.offprint.platform.http.caching.Reply;
import org.offprint.platform.http.requests.Routes;
import org.offprint.services.usage.UsageRecorder;
import org.offprint.services.usage.UsedItem;
import org.offprint.web.cache.PageSource;
import org.offprint.web.cache.PageSource.CachedPage;
import org.offprint.web.cache.PageSource.Snapshot;
import org.offprint.web.site.pages.PageFrame.HeadLink;
import org.offprint.web.site.pages.PageFrame.MenuEntry;
import org.offprint.web.site.records.PublishedJournals;
import org.offprint.web.site.theme.Theme;
import org.offprint.web.site.theme.ThemeFiles;
import org.offprint.web.site.theme.ThemeMenu;

/** Returns site pages from the cache, and renders pages that are not cached. */
@ApplicationScoped
public class SitePages {

    static final String SECURITY_POLICY_HEADER = "Content-Security-Policy";
    static final String HTML = PageSource.HTML;

    private static final int MAX_DESCRIPTION_LENGTH = 300;

    private final PageSource cache;
    private final PageTemplates templates;
    private final InterfaceLanguages languages;
    private final SiteAssets assets;
    private final Theme theme;
    private final PublishedJournals journals;
    private final PublicUrl publicUrl;
    private final Routes routes;
    private final UsageRecorder usage;
    private volatile JournalRef only;

    SitePages(
            PageSource cache,
            PageTemplates templates,
            InterfaceLanguages languages,
            SiteAssets assets,
            Theme theme,
            PublishedJournals journals,
            PublicUrl publicUrl,
            Routes routes,
            UsageRecorder usage) {
        this.routes = routes;
        this.usage = usage;
        this.cache = cache;
        theme.addLastListener(cache::clear);
        this.templates = templates;
        this.languages = languages;
        this.assets = assets;
        this.theme = theme;
        this.journals = journals;
        this.publicUrl = publicUrl;
    }

    /** Returns the cached page for the requested URL, or empty if it is not cached. */
    public Optional<Response> cached(SiteRequest request) {
        return cache.find(address(publicUrl.base(request.uri()), request.path(), chosen(request)))
                .map(page -> counted(request, page.used(), response(request, page.html(), page.etag(), page.links())));
    }

    /** Returns the page for the requested URL, creating it if it is not cached. */
    public Response answer(SiteRequest request, Supplier<SitePage> maker) {
        Optional<Response> kept = cached(request);
        if (kept.isPresent()) {
            return kept.get();
        }
        String base = publicUrl.base(request.uri());
        String chosen = chosen(request);
        String address = address(base, request.path(), chosen);
        Snapshot snapshot = cache.snapshot();
        SitePage page = maker.get();
        byte[] html = html(page, request, base, chosen);
        if (!page.isCached()) {
            return counted(request, page.used(), response(request, html, EntityTag.ofGenerated(html), page.links()));
        }
        CachedPage made = cached(page, routes.template(request.path()).orElse(request.path()), html, snapshot);
        cache.countMiss();
        cache.store(address, made);
        return counted(request, made.used(), response(request, made.html(), made.etag(), made.links()));
    }

    /** Returns a page that depends on more than its URL and is therefore rendered for each request. */
    public Response answerUncached(SiteRequest request, SitePage page) {
        byte[] html = html(page, request, publicUrl.base(request.uri()), chosen(request));
        return counted(request, page.used(), response(request, html, EntityTag.ofGenerated(html), page.links()));
    }

    private Response counted(SiteRequest request, UsedItem used, Response response) {
        usage.record(used, response.getStatus(), request.request());
        return response;
    }

    /** Returns a page with a secret URL. The page is never cached, and browsers do not send its URL to linked sites. */
    public Response answerPrivately(SiteRequest request, SitePage page) {
        byte[] html = html(page, request, publicUrl.base(request.uri()), chosen(request));
        request.withoutHeader(SECURITY_POLICY_HEADER);
        request.withoutHeader("Referrer-Policy");
        return CachePolicy.PRIVATE
                .on(Response.ok(html, HTML))
                .header(SECURITY_POLICY_HEADER, securityPolicy())
                .header("X-Robots-Tag", "noindex")
                .header("Referrer-Policy", "no-referrer")
                .build();
    }

    /** Returns the {@code Content-Security-Policy} header of site pages. */
    String securityPolicy() {
        return theme.files().policy();
    }

    /** Renders the content of a page for an e-book, with the words of the interface in the language of the content. */
    public String contentForBook(SitePage page, String base) {
        return html(page, page.canonical() == null ? "/" : page.canonical(), base, "", null);
    }

    /** Renders an error page as HTML without blocking or accessing the database. */
    byte[] ofProblem(SiteRequest request, SitePage page) {
        String base = publicUrl.base(request.uri());
        return html(page, request.path(), base, chosen(request), only).getBytes(StandardCharsets.UTF_8);
    }

    /**
     * Returns the only journal of the service, or null if there are several or none. Caches the result for pages that
     * must not block.
     */
    private JournalRef onlyJournal() {
        only = journals.only().map(PublishedJournals.PublishedJournal::ref).orElse(null);
        return only;
    }

    /** Returns the cache key of a site page. */
    static String address(String base, String path, String chosen) {
        return chosen.isEmpty() ? base + path : base + path + "?" + SiteRequest.LANGUAGE + "=" + chosen;
    }

    /** Returns the code of the requested language, or an empty string if it is not supported. */
    public String chosen(SiteRequest request) {
        return languages.find(request.language()).map(InterfaceLanguage::code).orElse("");
    }

    private CachedPage cached(SitePage page, String route, byte[] plain, Snapshot snapshot) {
        Encoded html = Encoded.ofGzip(Encoded.compress(plain));
        String etag = EntityTag.ofGenerated(plain);
        return new CachedPage(
                html,
                etag,
                page.links(),
                PageSource.reply(html, etag, page.links()),
                securityPolicy(),
                route,
                page.used(),
                page.articles(),
                page.showsLists(),
                snapshot);
    }

    private Response response(SiteRequest request, Object html, String etag, String links) {
        request.withoutHeader(SECURITY_POLICY_HEADER);
        Response.ResponseBuilder response = Reply.forReaders(request.headers(), html, etag, null)
                .type(HTML)
                .header(HttpHeaders.VARY, HttpHeaders.ACCEPT)
                .header(SECURITY_POLICY_HEADER, securityPolicy());
        return (links == null ? response : response.header(HttpHeaders.LINK, links)).build();
    }

    private byte[] html(SitePage page, SiteRequest request, String base, String chosen) {
        return html(page, request.path(), base, chosen, page.journal() == null ? onlyJournal() : null)
                .getBytes(StandardCharsets.UTF_8);
    }

    /**
     * Renders a page with the header and footer of its journal. A page without a journal uses the header and footer of
     * the only journal, if there is one.
     *
     * @param only the only journal of the service; null if there are several or none
     */
    private String html(SitePage page, String path, String base, String chosen, JournalRef only) {
        JournalRef journal = page.journal() != null ? page.journal() : only;
        InterfaceLanguage language = languages.first(
                chosen,
                page.language(),
                journal == null || journal.language() == null
                        ? null
                        : journal.language().value(),
                theme.files().property("language"));
        Map<String, Object> data = new HashMap<>(page.data());
        data.put("frame", frame(page, path, base, chosen, journal, language));
        return templates
                .write(page.template(), data, Map.of(TemplateTexts.LANGUAGE, language, TemplateTexts.CHOSEN, chosen))
                .replace(PublishedRecord.BASE_URL, base);
    }

    private PageFrame frame(
            SitePage page, String path, String base, String chosen, JournalRef journal, InterfaceLanguage language) {
        ThemeFiles look = theme.files();
        String slug = journal == null ? "" : journal.slug();
        String footer = look.footer(slug);
        String siteName = journal != null ? journal.title() : named(language);
        String title = page.title(language);
        boolean isHome = title == null || title.equals(siteName);
        String canonical = page.canonical() == null ? path : page.canonical();
        List<HeadLink> alternates = page.alternates().stream()
                .map(alternate -> new HeadLink(alternate.language(), absolute(alternate.path(), base)))
                .toList();
        return new PageFrame(
                language,
                page.language() == null ? language.code() : page.language(),
                isHome ? siteName : title + " — " + siteName,
                siteName,
                journal == null ? "/" : "/journals/" + journal.slug(),
                journal,
                shortened(page.description(language)),
                absolute(canonical, base),
                page.isIndexed(),
                alternates,
                page.tags(),
                page.structured() == null ? null : new RawString(page.structured()),
                page.image() == null ? null : absolute(page.image(), base),
                assets.stylesheetPath(),
                assets.scriptPath(),
                assets.iconPath(),
                menu(journal, path, language),
                inOtherLanguages(page.address() == null ? path : page.address(), language),
                logo(look.property(slug, "logo")),
                footer.isEmpty() ? null : new RawString(footer),
                chosen,
                String.valueOf(page.data().getOrDefault("query", "")));
    }

    /** Returns the path of a logo, which a theme property specifies as the name of a theme asset or as a path. */
    private String logo(String named) {
        return named.startsWith("/") ? named : assets.path(named);
    }

    private String named(InterfaceLanguage language) {
        String name = theme.files().property("name");
        return name == null ? language.text("journals") : name;
    }

    private List<MenuEntry> menu(JournalRef journal, String path, InterfaceLanguage language) {
        List<MenuEntry> menu = new ArrayList<>();
        if (journal != null) {
            String home = "/journals/" + journal.slug();
            add(menu, language.text("currentIssue"), home + "/issues/current", path);
            add(menu, language.text("allIssues"), home + "/issues", path);
            add(menu, language.text("articles"), home + "/articles", path);
            add(menu, language.text("about"), home + "/about", path);
        }
        for (ThemeMenu.Entry entry : theme.files().menu(journal == null ? "" : journal.slug(), language.code())) {
            add(menu, entry.label(), entry.href(), path);
        }
        return menu;
    }

    private static void add(List<MenuEntry> menu, String label, String href, String path) {
        menu.add(new MenuEntry(label, href, null, href.equals(path)));
    }

    private List<MenuEntry> inOtherLanguages(String path, InterfaceLanguage shown) {
        return languages.all().stream()
                .map(language -> new MenuEntry(
                        language.ownName(),
                        TemplateTexts.withLanguage(path, language.code()),
                        language.code(),
                        language.code().equals(shown.code())))
                .toList();
    }

    private static String absolute(String pathOrUrl, String base) {
        return pathOrUrl.startsWith("/") ? base + pathOrUrl : pathOrUrl;
    }

    private static String shortened(String description) {
        if (description == null || description.length() <= MAX_DESCRIPTION_LENGTH) {
            return description;
        }
        int end = description.lastIndexOf(' ', MAX_DESCRIPTION_LENGTH);
        return description.substring(0, end > 0 ? end : MAX_DESCRIPTION_LENGTH) + "…";
    }
}
