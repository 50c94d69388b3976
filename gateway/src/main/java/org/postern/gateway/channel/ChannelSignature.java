// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.channel;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;

import org.bouncycastle.openpgp.PGPException;
import org.bouncycastle.openpgp.PGPObjectFactory;
import org.bouncycastle.openpgp.PGPPublicKey;
import org.bouncycastle.openpgp.PGPPublicKeyRing;
import org.bouncycastle.openpgp.PGPPublicKeyRingCollection;
import org.bouncycastle.openpgp.PGPSignature;
import org.bouncycastle.openpgp.PGPSignatureList;
import org.bouncycastle.openpgp.PGPUtil;
import org.bouncycastle.openpgp.operator.bc.BcKeyFingerprintCalculator;
import org.bouncycastle.openpgp.operator.bc.BcPGPContentVerifierBuilderProvider;

/**
 * The keys that an operator trusts for rule channels, and the check of a detached OpenPGP signature with them. A channel's archive decides
 * what mail is refused, so nothing that is not signed by one of these keys is unpacked.
 */
public final class ChannelSignature {
    private final List<PGPPublicKeyRing> keys;

    private ChannelSignature(List<PGPPublicKeyRing> keys) {
        this.keys = List.copyOf(keys);
    }

    /**
     * Reads keys.
     *
     * @param files public keys, armoured or not, each with any number of keys
     * @throws IOException when one cannot be read or holds no key
     */
    public static ChannelSignature of(Collection<Path> files) throws IOException {
        List<PGPPublicKeyRing> keys = new ArrayList<>();
        for (Path file : files) {
            try (InputStream in = PGPUtil.getDecoderStream(Files.newInputStream(file))) {
                PGPPublicKeyRingCollection rings = new PGPPublicKeyRingCollection(in, new BcKeyFingerprintCalculator());
                if (rings.size() == 0) {
                    throw new IOException(file + " holds no OpenPGP public key");
                }
                rings.forEach(keys::add);
            } catch (PGPException e) {
                throw new IOException(file + " is no file of OpenPGP public keys", e);
            }
        }
        return new ChannelSignature(keys);
    }

    /**
     * Checks a signature.
     *
     * @throws ChannelException when no trusted and valid key has signed exactly these bytes
     */
    public void check(byte[] content, byte[] signature) throws ChannelException {
        try {
            boolean known = false;
            for (PGPSignature each : signatures(signature)) {
                for (PGPPublicKeyRing ring : keys) {
                    PGPPublicKey key = ring.getPublicKey(each.getKeyID());
                    if (key != null && isUsable(ring.getPublicKey(), each) && isUsable(key, each)) {
                        known = true;
                        each.init(new BcPGPContentVerifierBuilderProvider(), key);
                        each.update(content);
                        if (each.verify()) {
                            return;
                        }
                    }
                }
            }
            throw new ChannelException(known ? "the signature is not of this archive"
                : "the archive is not signed by a key that is trusted");
        } catch (PGPException | IOException e) {
            throw new ChannelException("the signature cannot be read: " + e.getMessage(), e);
        }
    }

    private static List<PGPSignature> signatures(byte[] signature) throws IOException {
        List<PGPSignature> signatures = new ArrayList<>();
        try (InputStream in = PGPUtil.getDecoderStream(new ByteArrayInputStream(signature))) {
            PGPObjectFactory objects = new PGPObjectFactory(in, new BcKeyFingerprintCalculator());
            for (Object object = objects.nextObject(); object != null; object = objects.nextObject()) {
                if (object instanceof PGPSignatureList list) {
                    Iterator<PGPSignature> each = list.iterator();
                    while (each.hasNext()) {
                        signatures.add(each.next());
                    }
                }
            }
        }
        return signatures;
    }

    private static boolean isUsable(PGPPublicKey key, PGPSignature signature) {
        if (key.hasRevocation()) {
            return false;
        }
        long lifetime = key.getValidSeconds();
        long age = (signature.getCreationTime().getTime() - key.getCreationTime().getTime()) / 1000;
        return age >= 0 && (lifetime == 0 || age <= lifetime);
    }
}
