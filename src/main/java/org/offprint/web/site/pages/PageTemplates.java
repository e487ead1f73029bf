package org.offprint.web.site.pages;

import io.quarkus.qute.Engine;
import io.quarkus.qute.Template;
import io.quarkus.qute.TemplateException;
import io.quarkus.qute.TemplateInstance;
import jakarta.inject.Singleton;
import java.util.Map;
import org.offprint.web.site.theme.Theme;
import org.offprint.web.site.theme.ThemeTemplates;

/** Writes pages by templates: those of the theme where it has them and they do not fail, else the built-in ones. */
@Singleton
class PageTemplates {

    private final Engine engine;
    private final Theme theme;
    private final ThemeTemplates ofTheme;

    PageTemplates(Engine engine, Theme theme, ThemeTemplates ofTheme) {
        this.engine = engine;
        this.theme = theme;
        this.ofTheme = ofTheme;
        theme.listen(engine::clearTemplates);
    }

    /**
     * Writes a page.
     *
     * @param name of the file of the template
     * @param attributes as {@link PageWording} names them
     * @throws TemplateException where a built-in template fails
     */
    String write(String name, Map<String, Object> data, Map<String, Object> attributes) {
        // Each template of the theme can fail once.
        int most = theme.files().templates().size();
        for (int tries = 0; ; tries++) {
            try {
                return render(name, data, attributes);
            } catch (TemplateException e) {
                if (tries >= most || !ofTheme.refuse(e)) {
                    throw e;
                }
                engine.clearTemplates();
            }
        }
    }

    private String render(String name, Map<String, Object> data, Map<String, Object> attributes) {
        Template template = engine.getTemplate(name);
        if (template == null) {
            throw new TemplateException("There is no template " + name);
        }
        TemplateInstance instance = template.instance();
        data.forEach(instance::data);
        attributes.forEach(instance::setAttribute);
        return instance.render();
    }
}
