// Writes a zip archive with one deflated entry: all that the drop list needs.

import { promisify } from 'node:util';
import { deflateRaw } from 'node:zlib';

const deflate = promisify(deflateRaw);

// zlib.crc32 came with Node 20.15 only; Debian 12 has 18.
const CRC_TABLE = Uint32Array.from({ length: 256 }, (_, index) => {
  let value = index;
  for (let bit = 0; bit < 8; bit += 1) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
  return value >>> 0;
});

function crc32(data) {
  let crc = 0xffffffff;
  for (let index = 0; index < data.length; index += 1) crc = CRC_TABLE[(crc ^ data[index]) & 255] ^ (crc >>> 8);
  return (crc ^ 0xffffffff) >>> 0;
}

// Compressing runs in the thread pool, so that a big list does not hold up commands.
export async function zipOneEntry(name, data, seconds) {
  const packed = await deflate(data, { level: 4 });
  const entryName = Buffer.from(name, 'utf8');
  const { date, time } = dosTime(seconds);

  const shared = Buffer.alloc(26);
  shared.writeUInt16LE(20, 0); // version needed
  shared.writeUInt16LE(0, 2); // flags
  shared.writeUInt16LE(8, 4); // deflate
  shared.writeUInt16LE(time, 6);
  shared.writeUInt16LE(date, 8);
  shared.writeUInt32LE(crc32(data), 10);
  shared.writeUInt32LE(packed.length, 14);
  shared.writeUInt32LE(data.length, 18);
  shared.writeUInt16LE(entryName.length, 22);
  shared.writeUInt16LE(0, 24); // extra field

  const local = Buffer.concat([Buffer.from('PK\x03\x04', 'latin1'), shared, entryName]);

  const made = Buffer.from([0x14, 0x03]); // version 2.0, made on Unix
  const tail = Buffer.alloc(14);
  tail.writeUInt32LE((0o100644 << 16) >>> 0, 6); // a regular file
  const central = Buffer.concat([Buffer.from('PK\x01\x02', 'latin1'), made, shared, tail, entryName]);

  const end = Buffer.alloc(22);
  end.write('PK\x05\x06', 0, 'latin1');
  end.writeUInt16LE(1, 8);
  end.writeUInt16LE(1, 10);
  end.writeUInt32LE(central.length, 12);
  end.writeUInt32LE(local.length + packed.length, 16);

  return Buffer.concat([local, packed, central, end]);
}

function dosTime(seconds) {
  const when = new Date(seconds * 1000);
  const year = Math.max(0, when.getUTCFullYear() - 1980);
  return {
    date: (year << 9) | ((when.getUTCMonth() + 1) << 5) | when.getUTCDate(),
    time: (when.getUTCHours() << 11) | (when.getUTCMinutes() << 5) | (when.getUTCSeconds() >> 1),
  };
}
