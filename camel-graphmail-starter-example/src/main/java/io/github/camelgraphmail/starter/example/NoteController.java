package io.github.camelgraphmail.starter.example;

import org.apache.camel.FluentProducerTemplate;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Takes notes: {@code curl -d 'The printer is on fire' localhost:8080/notes}. */
@RestController
class NoteController {

    private final FluentProducerTemplate camel;

    NoteController(FluentProducerTemplate camel) {
        this.camel = camel;
    }

    @PostMapping(path = "/notes")
    @ResponseStatus(HttpStatus.ACCEPTED)
    void note(@RequestBody String text) {
        camel.to("direct:note").withBody(text).send();
    }
}
