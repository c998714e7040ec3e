package example;

import java.util.Map;
import java.util.TreeMap;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Answers a text with the number of each of its words. */
@SpringBootApplication
@RestController
public class WordCountService {

    public static void main(String[] args) {
        SpringApplication.run(WordCountService.class, args);
    }

    @PostMapping("/")
    public Map<String, Integer> count(@RequestBody String text) {
        Map<String, Integer> words = new TreeMap<>();
        for (String word : text.trim().split("\\s+")) {
            words.merge(word, 1, Integer::sum);
        }
        return words;
    }
}
