package org.offprint.web.desk;

import io.quarkus.qute.Engine;
import io.quarkus.qute.Template;
import io.quarkus.qute.TemplateInstance;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.offprint.kernel.faults.Finding;
import org.offprint.kernel.faults.ProblemException;
import org.offprint.kernel.faults.Problems;
import org.offprint.platform.http.PublicUrl;
import org.offprint.platform.http.caching.CachePolicy;
import org.offprint.platform.security.Caller;
import org.offprint.web.site.pages.InterfaceLanguage;
import org.offprint.web.site.pages.InterfaceLanguages;
import org.offprint.web.site.pages.SiteAssets;

/**
 * Checks who may see a page of the desk, renders pages, and reports errors as pages. Responses are never cached. An
 * expired session or an error never discards the fields of a form.
 */
@ApplicationScoped
class DeskPages {

    static final String HOME = "/desk";
    static final String SIGN_IN = "/desk/sign-in";
    static final String WELCOME = "/desk/welcome";

    /** Name of the query parameter with the outcome of the previous request. */
    static final String DONE = "done";

    private static final String HTML = "text/html;charset=UTF-8";
    private static final String SECURITY_POLICY = "default-src 'none'; script-src 'self'; style-src 'self';"
            + " img-src 'self' data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none';"
            + " require-trusted-types-for 'script'";
    private static final int ONE_YEAR = 31_536_000;

    private final Engine engine;
    private final InterfaceLanguages languages;
    private final SiteAssets assets;
    private final PublicUrl publicUrl;
    private final Caller caller;
    private final boolean isOn;

    DeskPages(
            Engine engine,
            InterfaceLanguages languages,
            SiteAssets assets,
            PublicUrl publicUrl,
            Caller caller,
            @ConfigProperty(name = "offprint.desk") boolean isOn) {
        this.engine = engine;
        this.languages = languages;
        this.assets = assets;
        this.publicUrl = publicUrl;
        this.caller = caller;
        this.isOn = isOn;
    }

    /** Language of the user interface, as a link that selects the language. */
    public record LanguageLink(String label, String code, String href, boolean isHere) {}

    /**
     * Head and header of a page of the desk.
     *
     * @param title title of the page
     * @param section menu entry of the page: {@code home}, {@code articles}, or an empty string
     * @param person name of the person or API key; empty if the visitor is anonymous
     * @param isKey whether the caller works with an API key
     * @param isAdmin whether the menu contains the pages for administrators
     * @param done message about the previous request; null if there is none
     * @param look paths of the style sheet, the script and the icon
     */
    public record Frame(
            InterfaceLanguage language,
            String title,
            String section,
            String person,
            boolean isKey,
            boolean isAdmin,
            String done,
            List<LanguageLink> languages,
            Look look) {}

    /** Paths of the assets of a page. */
    public record Look(String stylesheet, String script, String icon) {}

    /**
     * Runs a request for a page of the desk.
     *
     * @param form body of a form, or null
     * @param work returns the page, and may throw a {@link ProblemException}, which is then shown as a page
     */
    Response answer(DeskRequest request, String form, Supplier<Response> work) {
        require();
        try {
            if (caller.isAnonymous()) {
                return request.isPost() && form != null ? kept(request, form) : toSignIn(request);
            }
            if (!caller.isEditor()) {
                return page(request, 403, "no-rights.html", "deskNoRights", Map.of("id", caller.keyId()));
            }
            return work.get();
        } catch (ProblemException e) {
            return problem(request, e, form);
        }
    }

    /** Function that returns a page with the errors of a form. */
    interface ErrorPage {
        Response of(List<Finding> errors);
    }

    /** Runs a request, and returns the page with the form again if the API rejects fields of the form. */
    static Response orErrors(Supplier<Response> work, ErrorPage page) {
        try {
            return work.get();
        } catch (ProblemException e) {
            List<Finding> errors = e.problem().errors();
            if (errors == null || errors.isEmpty()) {
                throw e;
            }
            return page.of(errors);
        }
    }

    /** Throws a 404 problem if the desk is disabled. */
    void require() {
        if (!isOn) {
            throw Problems.unknownPath();
        }
    }

    /** Throws a 403 problem if the caller is not an administrator. */
    void requireAdmin() {
        if (!caller.isAdmin()) {
            throw Problems.forbidden("Only administrators may use this page.");
        }
    }

    /** Throws a 403 problem if a form was not sent by a page of this service. */
    void requireOwnOrigin(DeskRequest request) {
        if (!publicUrl.isOwnOrigin(request.http())) {
            throw Problems.forbidden("The form was not sent by a page of this service.");
        }
    }

    private static Response toSignIn(DeskRequest request) {
        String to = request.pathAndQuery();
        return redirect(DeskRequest.address(SIGN_IN, to.equals(HOME) ? Map.of() : Map.of("to", to)));
    }

    /** Returns a page that contains the fields of a form, so that the form can be sent again after signing in. */
    private Response kept(DeskRequest request, String form) {
        requireOwnOrigin(request);
        return page(
                request,
                401,
                "kept.html",
                "deskSignedOut",
                Map.of("action", request.pathAndQuery(), "fields", DeskRequest.pairs(form)));
    }

    /** Returns a page for a problem. If the request was a form, the page contains its fields. */
    private Response problem(DeskRequest request, ProblemException failure, String form) {
        int status = failure.problem().status();
        String kind = List.of(403, 404, 409, 412, 429, 503).contains(status) ? Integer.toString(status) : "other";
        Map<String, Object> data = new HashMap<>();
        data.put("kind", kind);
        data.put("title", failure.problem().title());
        data.put("detail", Optional.ofNullable(failure.problem().detail()).orElse(""));
        data.put(
                "errors",
                failure.problem().errors() == null
                        ? List.of()
                        : failure.problem().errors().stream()
                                .map(Finding::message)
                                .toList());
        data.put("action", request.pathAndQuery());
        data.put("fields", form == null ? List.of() : DeskRequest.pairs(form));
        Response page = page(request, status, "problem.html", "deskProblem", data);
        Response.ResponseBuilder response = Response.fromResponse(page);
        failure.headers().forEach(response::header);
        return response.build();
    }

    /** Returns a redirect after a form, so that reloading the next page sends nothing again. */
    static Response redirect(String path, String... cookies) {
        Response.ResponseBuilder response = Response.status(303).header(HttpHeaders.LOCATION, path);
        for (String cookie : cookies) {
            response.header(HttpHeaders.SET_COOKIE, cookie);
        }
        return CachePolicy.PRIVATE.on(response).build();
    }

    /**
     * Returns the address of another page of a list, without the message about the previous request.
     *
     * @param link link to the page, as returned by the API; an empty string if there is no such page
     */
    static String listPage(String path, String link) {
        if (link.isEmpty()) {
            return "";
        }
        Map<String, String> parameters = DeskRequest.fields(link.substring(link.indexOf('?') + 1));
        parameters.remove(DONE);
        return DeskRequest.address(path, parameters);
    }

    /** Returns the language of the user interface, from the query, the cookie, or the browser's languages. */
    InterfaceLanguage language(DeskRequest request) {
        List<String> tags = new ArrayList<>();
        tags.add(request.parameter(DeskRequest.LANGUAGE));
        tags.add(request.cookie(DeskRequest.LANGUAGE_COOKIE));
        try {
            request.headers().getAcceptableLanguages().stream()
                    .map(Locale::toLanguageTag)
                    .forEach(tags::add);
        } catch (RuntimeException e) {
            // An invalid Accept-Language header selects no language.
            return languages.first(tags.toArray(String[]::new));
        }
        return languages.first(tags.toArray(String[]::new));
    }

    /**
     * Renders a page.
     *
     * @param template file name below {@code templates/desk}
     * @param title name of the message that is the title, or the title itself
     */
    Response page(DeskRequest request, int status, String template, String title, Map<String, ?> data) {
        return page(request, status, template, title, "", data);
    }

    /** Renders a page that belongs to a menu entry. */
    Response page(DeskRequest request, int status, String template, String title, String section, Map<String, ?> data) {
        InterfaceLanguage language = language(request);
        Template found = engine.getTemplate("desk/" + template);
        TemplateInstance instance = found.instance();
        data.forEach(instance::data);
        String heading = language.has(title) ? language.text(title) : title;
        String shown = status == 422 ? language.text("deskErrorTitle", heading) : heading;
        String html = instance.data("frame", frame(request, language, shown, section))
                .setAttribute("interfaceLanguage", language)
                .setAttribute("chosenLanguage", "")
                .render();
        request.http().response().headers().remove("Content-Security-Policy");
        Response.ResponseBuilder response = CachePolicy.PRIVATE
                .on(Response.status(status)
                        .entity(html.getBytes(StandardCharsets.UTF_8))
                        .type(HTML))
                .header("Content-Security-Policy", SECURITY_POLICY)
                .header("Cross-Origin-Opener-Policy", "same-origin")
                .header("X-Robots-Tag", "noindex")
                .header(HttpHeaders.CONTENT_LANGUAGE, language.code());
        String chosen = request.parameter(DeskRequest.LANGUAGE);
        if (chosen != null && languages.find(chosen).isPresent()) {
            response.header(
                    HttpHeaders.SET_COOKIE,
                    DeskRequest.LANGUAGE_COOKIE + "=" + language.code() + "; Path=" + HOME + "; Max-Age=" + ONE_YEAR
                            + "; HttpOnly; SameSite=Lax");
        }
        return response.build();
    }

    private Frame frame(DeskRequest request, InterfaceLanguage language, String title, String section) {
        String done = request.parameter(DONE);
        String message = done == null || !done.matches("[a-z]{1,20}") ? "" : "deskDone." + done;
        return new Frame(
                language,
                title,
                section,
                caller.isAnonymous() ? "" : caller.name(),
                !caller.isPerson(),
                caller.isAdmin(),
                language.has(message) ? language.text(message) : null,
                languages.all().stream()
                        .map(each -> new LanguageLink(
                                each.ownName(),
                                each.code(),
                                inLanguage(request, each.code()),
                                each.code().equals(language.code())))
                        .toList(),
                new Look(assets.path("desk.css"), assets.path("desk.js"), assets.path("icon.svg")));
    }

    /** Returns the address of the page in another language. The address of a form's response is that of the form. */
    private static String inLanguage(DeskRequest request, String code) {
        Map<String, String> parameters = new LinkedHashMap<>(request.filters());
        parameters.remove(DONE);
        parameters.put(DeskRequest.LANGUAGE, code);
        return DeskRequest.address(request.path(), parameters);
    }

    /** Returns whether a browser stores secure cookies from this service. */
    boolean keepsCookies(DeskRequest request) {
        String base = publicUrl.base(request.uri());
        return base.startsWith("https:") || base.matches("http://(localhost|127\\.0\\.0\\.1|\\[::1])(:[0-9]+)?(/.*)?");
    }

    /** Returns the lifetime of a session in whole hours or, if it is shorter than one hour, in minutes. */
    static String inWords(Duration length, InterfaceLanguage language) {
        return length.toHours() > 0
                ? language.text("deskHours", length.toHours())
                : language.text("deskMinutes", length.toMinutes());
    }
}
