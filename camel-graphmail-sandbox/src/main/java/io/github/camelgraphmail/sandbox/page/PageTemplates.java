package io.github.camelgraphmail.sandbox.page;

import freemarker.template.Configuration;
import freemarker.template.TemplateException;
import freemarker.template.TemplateExceptionHandler;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.Map;

/** The page's FreeMarker templates. Their ending, {@code .ftlh}, makes every value HTML-escaped. */
final class PageTemplates {

    private final Configuration configuration = new Configuration(Configuration.VERSION_2_3_34);

    PageTemplates() {
        configuration.setClassForTemplateLoading(PageTemplates.class, "");
        configuration.setDefaultEncoding("UTF-8");
        configuration.setURLEscapingCharset("UTF-8");
        configuration.setLocale(Locale.ENGLISH);
        configuration.setTemplateExceptionHandler(TemplateExceptionHandler.RETHROW_HANDLER);
        configuration.setLogTemplateExceptions(false);
    }

    String render(String template, Map<String, ?> model) {
        StringWriter page = new StringWriter();
        try {
            configuration.getTemplate(template).process(model, page);
        } catch (IOException e) {
            throw new UncheckedIOException("Template " + template + " could not be read", e);
        } catch (TemplateException e) {
            throw new IllegalStateException("Template " + template + " failed", e);
        }
        return page.toString();
    }
}
