// SPDX-License-Identifier: Apache-2.0
package org.postern.webadmin.preview;

import java.util.List;

/**
 * What of a message can be shown without harm.
 *
 * @param html          body of a page, made of harmless elements alone
 * @param fromHtml      whether it comes from HTML; otherwise from plain text
 * @param links         where links really lead, in order
 * @param attachments   parts that are not shown
 * @param blockedImages pictures that were left out
 * @param cut           whether the message was too large to be shown whole
 */
public record MessagePreview(String html, boolean fromHtml, List<Link> links, List<Attachment> attachments, int blockedImages,
                             boolean cut) {
    public MessagePreview {
        links = List.copyOf(links);
        attachments = List.copyOf(attachments);
    }

    /**
     * A link.
     *
     * @param text   what one sees
     * @param target where it leads
     * @param deceit whether the text names another host than the target's
     */
    public record Link(String text, String target, boolean deceit) {
    }

    /**
     * A part.
     *
     * @param name     as the sender gave it, empty when there is none
     * @param declared media type by the sender
     * @param detected media type by content
     * @param size     bytes
     */
    public record Attachment(int part, String name, String declared, String detected, long size) {
    }
}
