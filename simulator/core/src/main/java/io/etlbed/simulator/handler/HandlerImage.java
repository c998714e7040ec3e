package io.etlbed.simulator.handler;

/**
 * An image whose containers run in this JVM.
 *
 * <p>{@code HandlerImage.serving("acme/upper", (request, answer) -> answer.send(200, upper(request)))}
 *
 * @param name repository without tag or digest, such as {@code aistore/transformer_md5}; it answers to every tag
 * @param program what each of its containers runs
 */
public record HandlerImage(String name, HandlerProgram program) {

    /**
     * An image of servers: every port that the container declares is answered by the handler (port 80 where it declares
     * none) until the container is told to stop; the requests under way are then answered before it ends.
     */
    public static HandlerImage serving(String name, RequestHandler handler) {
        return new HandlerImage(name, container -> {
            container.serve(handler);
            container.awaitStop();
            container.drain();
            return 0;
        });
    }
}
