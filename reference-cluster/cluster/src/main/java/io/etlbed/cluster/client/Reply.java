package io.etlbed.cluster.client;

import java.io.InputStream;
import java.net.http.HttpHeaders;

/** An answer of any status, as one node gave it. The reader of the body closes it. */
record Reply(int status, HttpHeaders headers, InputStream body) {}
